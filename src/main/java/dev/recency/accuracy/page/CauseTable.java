package dev.recency.accuracy.page;

import dev.recency.accuracy.report.FeatureTable;
import dev.recency.accuracy.report.FeatureTable.CauseCount;
import dev.recency.accuracy.report.FeatureTable.Cell;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Wrong reads by cause and system: a table with a bar, from 0 to 100 %, in each cell. */
final class CauseTable {
  private CauseTable() {}

  static void write(Html html, FeatureTable feature, Map<String, SystemStyle> styles) {
    List<Cell> wrong =
        feature.cells().stream().filter(each -> each.atRead().wrongCount() > 0).toList();
    if (wrong.isEmpty()) {
      html.element("p", "No system has a wrong read of this feature.").line();
      return;
    }
    ReportPage.table(html, "Wrong reads by cause; each wrong read has one cause", "causes");
    html.open("thead").open("tr").element("th", "cause", "scope", "col");
    for (Cell each : wrong) {
      html.open("th", "scope", "col");
      styles.getOrDefault(each.system(), new SystemStyle(0)).key(html);
      html.name(each.system()).close();
    }
    html.close().close().open("tbody").line();
    for (String cause : causes(wrong)) {
      html.open("tr").open("th", "scope", "row").name(cause).close();
      for (Cell each : wrong) {
        count(html, each, cause, styles.getOrDefault(each.system(), new SystemStyle(0)));
      }
      html.close().line();
    }
    html.open("tr", "class", "sum").element("th", "all wrong reads", "scope", "row");
    for (Cell each : wrong) {
      html.open("td").text(Figures.count(each.atRead().wrongCount()));
      html.element("small", "of " + Figures.count(each.atRead().count()) + " reads").close();
    }
    html.close().close().close().close().line();
  }

  private static Set<String> causes(List<Cell> cells) {
    Set<String> causes = new LinkedHashSet<>();
    cells.forEach(cell -> cell.atRead().causes().forEach(each -> causes.add(each.cause())));
    return causes;
  }

  private static void count(Html html, Cell cell, String cause, SystemStyle style) {
    CauseCount found =
        cell.atRead().causes().stream()
            .filter(each -> each.cause().equals(cause))
            .findFirst()
            .orElse(new CauseCount(cause, 0, 0));
    html.open("td").text(found.count() == 0 ? "0" : Figures.percent(found.share()));
    if (found.count() > 0) {
      html.element("small", Figures.count(found.count()));
      StackedBar.share(html, style.cssClass(), found.share());
    }
    html.close();
  }
}
