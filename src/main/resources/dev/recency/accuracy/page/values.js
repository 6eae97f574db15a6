// Times and values of the time charts.
const chartValues = (() => {
  'use strict';

  const two = number => String(number).padStart(2, '0');
  const DAY = 86400000;

  function instant(millis) {
    return new Date(millis).toISOString().replace('T', ' ').replace('.000', '').replace('Z', '');
  }

  function tick(millis, step, first) {
    const at = new Date(millis);
    const day = `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
    if (step >= DAY) return first ? day : day.slice(5);
    let time = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
    if (step < 60000) time += `:${two(at.getUTCSeconds())}`;
    if (step < 1000) time += `.${String(at.getUTCMilliseconds()).padStart(3, '0')}`;
    return first ? `${time}\n${day}` : time;
  }

  // The last step at or before a moment.
  function valueAt(steps, millis) {
    let low = 0;
    let high = steps.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (steps[middle].millis <= millis) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? null : steps[low - 1].value;
  }

  function table(data) {
    const moments = new Set([data.fromMillis, data.untilMillis]);
    data.series.forEach(line => line.steps.forEach(step => moments.add(step.millis)));
    const times = [...moments].sort((one, other) => one - other);
    return [times, ...data.series.map(line => times.map(at => valueAt(line.steps, at)))];
  }

  function figure(value) {
    if (value === null) return '–';
    return Number.isInteger(value) ? String(value) : value.toPrecision(4);
  }

  return {DAY, instant, tick, valueAt, table, figure};
})();
