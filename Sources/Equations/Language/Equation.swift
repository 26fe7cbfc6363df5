/// A line of a recipe: a named quantity and its formula.
package struct Equation: Hashable, Sendable {
  package let target: Reference
  package let formula: Expression

  package init(_ target: Reference, _ formula: Expression) {
    self.target = target
    self.formula = formula
  }
}

/// Collects lines that are written below one another, with `if` and `switch` between.
@resultBuilder
package enum LinesBuilder<Line> {
  package static func buildExpression(_ line: Line) -> [Line] { [line] }
  package static func buildExpression(_ lines: [Line]) -> [Line] { lines }
  package static func buildBlock(_ parts: [Line]...) -> [Line] { parts.flatMap(\.self) }
  package static func buildEither(first part: [Line]) -> [Line] { part }
  package static func buildEither(second part: [Line]) -> [Line] { part }
  package static func buildOptional(_ part: [Line]?) -> [Line] { part ?? [] }
  package static func buildArray(_ parts: [[Line]]) -> [Line] { parts.flatMap(\.self) }
}

/// The lines of a recipe.
package typealias EquationsBuilder = LinesBuilder<Equation>
