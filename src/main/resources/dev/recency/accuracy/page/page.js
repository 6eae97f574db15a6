// Turns each static time chart into one that can be zoomed. Without it the page shows all the same.
(() => {
  'use strict';

  const {DAY, instant, tick, valueAt, table, figure} = chartValues;

  class TimeChart {
    constructor(host) {
      this.host = host;
      this.data = JSON.parse(host.querySelector('script.data').textContent);
      this.fallback = host.querySelector('.static');
      this.legend = [...host.querySelectorAll('.legend li')];
      this.atMillis = this.data.atMillis;
      this.live = document.createElement('div');
      this.live.className = 'live';
      this.fallback.after(this.live);
      this.plot = new uPlot(this.options(), table(this.data), this.live);
      this.fallback.hidden = true;
      this.addTools();
      this.addToggles();
      this.show();
      new ResizeObserver(() => this.resize()).observe(host);
      for (const query of ['(prefers-color-scheme: dark)', 'print']) {
        matchMedia(query).addEventListener('change', () => this.plot.redraw());
      }
    }

    width() {
      return Math.max(200, Math.floor(this.host.clientWidth) - 4);
    }

    resize() {
      if (this.width() !== this.plot.width) {
        this.plot.setSize({width: this.width(), height: this.plot.height});
      }
    }

    color(name) {
      return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    }

    options() {
      const axis = {
        stroke: () => this.color('--muted'),
        grid: {stroke: () => this.color('--rail'), width: 1},
        ticks: {stroke: () => this.color('--rail'), width: 1},
        font: '12px system-ui, sans-serif',
      };
      const series = this.data.series.map((line, place) => ({
        stroke: () => getComputedStyle(this.legend[place]).getPropertyValue('--c').trim(),
        width: place === 0 ? 6 : 2,
        alpha: place === 0 ? 0.6 : 1,
        dash: line.dashes,
        paths: uPlot.paths.stepped({align: 1}),
        points: {show: false},
      }));
      return {
        width: this.width(),
        height: 300,
        ms: 1,
        legend: {show: false},
        cursor: {y: false, points: {show: false}, drag: {x: true, y: false}},
        scales: {x: {time: true}, y: {range: (u, low, high) => this.range(low, high)}},
        axes: [
          {
            ...axis,
            size: 44,
            values: (u, ticks, place, space, step) =>
              ticks.map((at, i) => tick(at, step, i === 0 || at % DAY === 0)),
          },
          {...axis, size: 52},
        ],
        series: [{}, ...series],
        hooks: {
          drawClear: [u => this.drawWindow(u)],
          draw: [u => this.drawEvents(u), u => this.drawSymbols(u)],
          setCursor: [u => this.follow(u)],
        },
      };
    }

    range(low, high) {
      const bottom = Math.min(0, low ?? 0);
      const top = Math.max(high ?? 1, bottom + 1e-9);
      return [bottom, top + (top - bottom) * 0.08];
    }

    drawWindow(u) {
      const from = u.valToPos(this.atMillis - this.data.sizeMillis, 'x', true);
      const upTo = u.valToPos(this.atMillis, 'x', true);
      const left = Math.max(from, u.bbox.left);
      const right = Math.min(upTo, u.bbox.left + u.bbox.width);
      if (right > left) {
        u.ctx.fillStyle = this.color('--shade');
        u.ctx.fillRect(left, u.bbox.top, right - left, u.bbox.height);
      }
    }

    visible(u, at) {
      return at >= u.bbox.left && at <= u.bbox.left + u.bbox.width;
    }

    drawEvents(u) {
      const bottom = u.bbox.top + u.bbox.height;
      u.ctx.fillStyle = this.color('--ink');
      for (const millis of this.data.eventMillis) {
        const at = u.valToPos(millis, 'x', true);
        if (this.visible(u, at)) {
          u.ctx.fillRect(at, bottom - 8 * devicePixelRatio, devicePixelRatio, 8 * devicePixelRatio);
        }
      }
    }

    drawSymbols(u) {
      this.data.series.forEach((line, place) => {
        if (!line.symbol || !u.series[place + 1].show) return;
        const symbol = new Path2D(line.symbol);
        const seen = line.steps.filter(
          step => step.value !== null && this.visible(u, u.valToPos(step.millis, 'x', true)));
        const stride = Math.max(1, Math.floor(seen.length / 12));
        for (let i = place % stride; i < seen.length; i += stride) {
          u.ctx.save();
          u.ctx.translate(
            u.valToPos(seen[i].millis, 'x', true), u.valToPos(seen[i].value, 'y', true));
          u.ctx.scale(devicePixelRatio, devicePixelRatio);
          u.ctx.fillStyle = getComputedStyle(this.legend[place]).getPropertyValue('--c').trim();
          u.ctx.fill(symbol);
          u.ctx.restore();
        }
      });
    }

    follow(u) {
      if (u.cursor.left >= 0) {
        this.atMillis = Math.round(u.posToVal(u.cursor.left, 'x'));
        this.show();
        u.redraw(false);
      }
    }

    show() {
      this.clock.textContent = `window until ${instant(this.atMillis)} UTC`;
      this.outputs.forEach((output, place) => {
        output.textContent = figure(valueAt(this.data.series[place].steps, this.atMillis));
      });
    }

    move(byShare, factor) {
      const {min, max} = this.plot.scales.x;
      const {fromMillis, untilMillis} = this.data;
      const width = Math.min((max - min) * factor, untilMillis - fromMillis);
      const middle = (min + max) / 2 + byShare * (max - min);
      const from = Math.max(fromMillis, Math.min(untilMillis - width, middle - width / 2));
      if (width >= 10) this.plot.setScale('x', {min: from, max: from + width});
    }

    addTools() {
      const tools = document.createElement('div');
      tools.className = 'tools';
      const whole = () =>
        this.plot.setScale('x', {min: this.data.fromMillis, max: this.data.untilMillis});
      const actions = [
        ['Zoom in', () => this.move(0, 0.5)],
        ['Zoom out', () => this.move(0, 2)],
        ['Earlier', () => this.move(-0.25, 1)],
        ['Later', () => this.move(0.25, 1)],
        ['Whole', whole],
      ];
      for (const [name, action] of actions) {
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = name;
        button.addEventListener('click', action);
        tools.append(button);
      }
      this.clock = document.createElement('output');
      this.clock.setAttribute('aria-live', 'off');
      tools.append(this.clock);
      this.live.before(tools);
      this.live.setAttribute('role', 'img');
      this.live.setAttribute(
        'aria-label', this.fallback.querySelector('[role=img]').getAttribute('aria-label'));
    }

    addToggles() {
      this.outputs = this.legend.map((item, place) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.setAttribute('aria-pressed', 'true');
        button.append(...item.childNodes);
        button.addEventListener('click', () => {
          const show = !this.plot.series[place + 1].show;
          button.setAttribute('aria-pressed', String(show));
          this.plot.setSeries(place + 1, {show});
        });
        const output = document.createElement('output');
        output.setAttribute('aria-live', 'off');
        item.append(button, output);
        return output;
      });
    }
  }

  for (const host of document.querySelectorAll('figure.chart')) {
    if (host.querySelector('script.data')) new TimeChart(host);
  }

  // Paper has no clicks; the tables of charts stay closed, the charts show them.
  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('section > details:not([open])')];
    opened.forEach(each => { each.open = true; });
  });
  addEventListener('afterprint', () => {
    opened.forEach(each => { each.open = false; });
  });
})();
