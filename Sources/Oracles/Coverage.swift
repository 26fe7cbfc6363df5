package import Equations
internal import Reference

/// Every recipe in every convention, held against what outside programs recorded of it.
package struct Coverage: Sendable {
  package struct Row: Sendable {
    package let recipe: String
    package let convention: String
    package let notes: [String]
    /// The programs that recorded it, in alphabetical order; empty if there are none.
    package var sources: [String] = []
    /// The largest relative difference from any record; nil without one.
    package var difference: Double?
    package let target: Double
    /// The reason that the target is missed, and the difference that is allowed instead.
    package let exception: Exception?

    /// The fault of the row; nil if it has none.
    package var problem: String? {
      let place = "\(recipe) \(convention)"
      guard let difference else { return "\(place) has no oracle" }
      let allowed = exception?.allowed ?? target
      // NaN fails this comparison.
      return difference <= allowed ? nil : "\(place) differs by \(difference), allowed \(allowed)"
    }
  }

  package struct Exception: Sendable {
    package let allowed: Double
    package let reason: String
  }

  /// Returns the target for a recipe: a training run adds up more rounding than one step or one layer.
  package static func target(of component: Component) -> Double { component.kind == .training ? 1e-11 : 1e-13 }

  /// Recipes that may differ by more than their target.
  package static let exceptions: [String: Exception] = [
    "adam unitRate": Exception(
      allowed: 5e-13,
      reason: "with β₂ = 0.999 the subtraction in 1 − β₂ᵗ magnifies the rounding of β₂ᵗ a thousandfold; the rate is 1"),
    "leastSquares plain": Exception(
      allowed: 1e-10,
      reason:
        "the normal equations square the condition of [x 1]: points 30 deviations from zero cost four digits more "
        + "than in lstsq, which the error bound of `solve` covers"),
    "muon bfloat16": Exception(
      allowed: 0.1, reason: "PyTorch's own Muon iterates in bfloat16, which has 8 bits; `plain` is its rule in float64"),
  ]

  /// In the catalogue's order, a family's members behind the one that it lists.
  package let rows: [Row]

  /// - Throws: `RecipeError` for a file that no recipe reads.
  package init(_ recorded: [RecordedTrace]) throws(RecipeError) {
    var found: [String: [(source: String, difference: Double)]] = [:]
    for trace in recorded {
      let recipe = try trace.recipe
      let comparisons = try trace.comparisons()
      let worst = comparisons.reduce(comparisons.isEmpty ? .infinity : 0) { worst, comparison in
        comparison.difference.isNaN ? .infinity : max(worst, comparison.difference)
      }
      found[Self.key(recipe.name, Self.convention(trace, recipe)), default: []].append((trace.source, worst))
    }
    var rows: [Row] = []
    for component in try Self.components(recordedAs: Set(recorded.map(\.name))) {
      let extra = found.keys.filter { key in
        Self.exceptions[key] != nil && key.hasPrefix("\(component.name) ")
          && !component.conventions.contains { Self.key(component.name, $0.name) == key }
      }
      let others = extra.sorted().map { ($0.dropFirst(component.name.count + 1).description, [String]()) }
      for (convention, notes) in component.conventions.map({ ($0.name, $0.taughtIn) }) + others {
        let key = Self.key(component.name, convention)
        let entries = found[key] ?? []
        rows.append(
          Row(
            recipe: component.name, convention: convention, notes: notes,
            sources: Set(entries.map(\.source)).sorted(), difference: entries.map(\.difference).max(),
            target: Self.target(of: component), exception: Self.exceptions[key]))
      }
    }
    self.rows = rows
  }

  /// Returns the catalogue, and behind the listed member of each family those that were recorded.
  private static func components(recordedAs names: Set<String>) throws(RecipeError) -> [Component] {
    var components: [Component] = []
    for component in Catalogue.components {
      components.append(component)
      for family in Catalogue.families where family.name == component.name {
        for name in names.sorted() where family.has(name) { components.append(try Catalogue.component(name)) }
      }
    }
    return components
  }

  private static func key(_ recipe: String, _ convention: String) -> String { "\(recipe) \(convention)" }

  /// Returns the convention that a record belongs to; a record in another precision has a row of its own.
  private static func convention(_ trace: RecordedTrace, _ recipe: Recipe) -> String {
    trace.file.metadata["convention"] == "bfloat16" ? "bfloat16" : recipe.convention
  }

  package var problems: [String] { rows.compactMap(\.problem) }
}
