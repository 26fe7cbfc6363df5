package import Equations
internal import Reference

/// Every recipe in every convention, in a table for a terminal: what `gradus list` prints.
package struct Listing {
  private let sources: [String: [String]]
  private let isHandedIn: (Recipe) -> Bool

  /// - Parameters:
  ///   - recorded: the records of outside programs; without any, the table lacks that column.
  ///   - isHandedIn: false for a recipe that no submission can implement; its name is marked.
  package init(recorded: [RecordedTrace], isHandedIn: @escaping (Recipe) -> Bool = { _ in true }) {
    self.isHandedIn = isHandedIn
    var sources: [String: Set<String>] = [:]
    for trace in recorded {
      guard let recipe = try? trace.recipe else { continue }
      sources[Self.key(recipe.name, recipe.convention), default: []].insert(trace.source)
    }
    self.sources = sources.mapValues { $0.sorted() }
  }

  package var text: String {
    var text = ""
    for kind in Component.Kind.allCases {
      let rows = Catalogue.components.filter { $0.kind == kind }.flatMap { self.rows(of: $0) }
      if rows.isEmpty { continue }
      if !text.isEmpty { text += "\n" }
      text += Self.table(
        [[kind.rawValue, "what it is", "convention", "notes"] + (sources.isEmpty ? [] : ["oracle"])] + rows)
    }
    let isMarked = Catalogue.components.contains { !isHandedIn($0) }
    return text + (isMarked ? "\n* for comparison alone: no submission can implement it\n" : "")
  }

  private func isHandedIn(_ component: Component) -> Bool {
    (try? component.recipe()).map(isHandedIn) ?? true
  }

  /// Returns one row for each convention; a family's name stands below that of the member that is listed.
  private func rows(of component: Component) -> [[String]] {
    let family = Catalogue.families.first { $0.name == component.name }
    return component.conventions.enumerated().map { index, convention in
      let name =
        switch (index, family) {
        case (0, _): component.name + (isHandedIn(component) ? "" : " *")
        case (1, let family?): "\(family.name)<\(family.counted)>"
        default: ""
        }
      let recorded = sources[Self.key(component.name, convention.name)] ?? []
      return [name, index == 0 ? component.title : "", convention.name, Self.cell(convention.taughtIn)]
        + (sources.isEmpty ? [] : [Self.cell(recorded)])
    }
  }

  private static func key(_ recipe: String, _ convention: String) -> String { "\(recipe) \(convention)" }

  private static func cell(_ entries: [String]) -> String { entries.isEmpty ? "–" : entries.joined(separator: " ") }

  /// Lays out columns as wide as their widest cell, two spaces apart, without blanks at the end of a line.
  private static func table(_ rows: [[String]]) -> String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for (cell, width) in zip(row, widths) {
        line += cell + String(repeating: " ", count: width - cell.count + 2)
      }
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}
