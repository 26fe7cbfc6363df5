/// One line of a recipe: a named quantity and the formula that gives it.
package struct Equation: Hashable, Sendable {
  package let target: Reference
  package let formula: Expression

  package init(_ target: Reference, _ formula: Expression) {
    self.target = target
    self.formula = formula
  }
}

/// Collects the lines of a recipe, so that they can be written below one another, with `if` and `switch` between.
@resultBuilder
package enum EquationsBuilder {
  package static func buildExpression(_ equation: Equation) -> [Equation] { [equation] }
  package static func buildExpression(_ equations: [Equation]) -> [Equation] { equations }
  package static func buildBlock(_ parts: [Equation]...) -> [Equation] { parts.flatMap(\.self) }
  package static func buildEither(first part: [Equation]) -> [Equation] { part }
  package static func buildEither(second part: [Equation]) -> [Equation] { part }
  package static func buildOptional(_ part: [Equation]?) -> [Equation] { part ?? [] }
  package static func buildArray(_ parts: [[Equation]]) -> [Equation] { parts.flatMap(\.self) }
}
