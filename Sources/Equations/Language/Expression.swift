/// A formula over named quantities: the right side of an equation.
///
/// It is a tree, not a closure, so that one declaration can be evaluated, bounded, differentiated, edited and printed.
package struct Expression: Hashable, Sendable, ExpressibleByIntegerLiteral {
  package let node: Node

  package init(_ node: Node) { self.node = node }

  /// Whole numbers may be written as they are; every other constant is named, or written `number(0.5)`.
  ///
  /// Leaving out decimal literals keeps long formulas quick to type-check.
  package init(integerLiteral value: Int) { self.init(.number(Double(value))) }
}

extension Expression {
  package static func + (a: Expression, b: Expression) -> Expression { .init(.binary(.add, a.node, b.node)) }
  package static func - (a: Expression, b: Expression) -> Expression { .init(.binary(.subtract, a.node, b.node)) }
  package static func * (a: Expression, b: Expression) -> Expression { .init(.binary(.multiply, a.node, b.node)) }
  package static func / (a: Expression, b: Expression) -> Expression { .init(.binary(.divide, a.node, b.node)) }
  package static prefix func - (a: Expression) -> Expression { .init(.unary(.negate, a.node)) }

  /// The same tensor with one axis under another name.
  package func renamed(_ axis: Axis, to other: Axis) -> Expression { .init(.rename(node, from: axis, to: other)) }
}

/// A hyperparameter, by the name that manifests and commands use.
package func setting(_ name: String) -> Expression { .init(.setting(name)) }

/// A constant that is not a whole number.
package func number(_ value: Double) -> Expression { .init(.number(value)) }

/// A quantity's value one position earlier.
///
/// - Precondition: `quantity` is a quantity, not a formula.
package func previous(_ quantity: Expression, along axis: Axis = .step) -> Expression {
  .init(.previous(quantity.reference, along: axis))
}

/// A quantity's value one position later, for the way back through a sequence.
///
/// - Precondition: `quantity` is a quantity, not a formula.
package func next(_ quantity: Expression, along axis: Axis) -> Expression {
  .init(.next(quantity.reference, along: axis))
}

/// A quantity's last `count` values along `.lag`, this step's first; zero before the first step.
///
/// - Precondition: `quantity` is a quantity, not a formula.
package func recent(_ quantity: Expression, _ count: Expression) -> Expression {
  .init(.recent(quantity.reference, count: count.node))
}

/// `a` for the parameters that are matrices, `b` for all others; `quantity` is one that has the parameter's shape.
package func forMatrices(like quantity: Expression, _ a: Expression, otherwise b: Expression) -> Expression {
  .init(.choose(rank: 2, of: quantity.node, a.node, b.node))
}
/// No value: the quantity of a parameter that lacks it.
package let absent = Expression(.absent)

package func square(_ a: Expression) -> Expression { .init(.unary(.square, a.node)) }
package func sqrt(_ a: Expression) -> Expression { .init(.unary(.squareRoot, a.node)) }
package func abs(_ a: Expression) -> Expression { .init(.unary(.absolute, a.node)) }
package func sign(_ a: Expression) -> Expression { .init(.unary(.sign, a.node)) }
package func exp(_ a: Expression) -> Expression { .init(.unary(.exponential, a.node)) }
package func log(_ a: Expression) -> Expression { .init(.unary(.logarithm, a.node)) }
package func log2(_ a: Expression) -> Expression { .init(.unary(.binaryLogarithm, a.node)) }
package func tanh(_ a: Expression) -> Expression { .init(.unary(.hyperbolicTangent, a.node)) }
package func sigmoid(_ a: Expression) -> Expression { .init(.unary(.sigmoid, a.node)) }
/// eᵃ − 1, exact to its last digits for `a` close to 0.
package func expm1(_ a: Expression) -> Expression { .init(.unary(.exponentialMinusOne, a.node)) }
/// ln(1 + eᵃ), without overflow, and exact to its last digits close to 0; its slope is σ(a) everywhere.
package func softplus(_ a: Expression) -> Expression { .init(.unary(.softplus, a.node)) }
package func sin(_ a: Expression) -> Expression { .init(.unary(.sine, a.node)) }
package func cos(_ a: Expression) -> Expression { .init(.unary(.cosine, a.node)) }
package func erf(_ a: Expression) -> Expression { .init(.unary(.errorFunction, a.node)) }
package func floor(_ a: Expression) -> Expression { .init(.unary(.floor, a.node)) }
package func pow(_ a: Expression, _ b: Expression) -> Expression { .init(.binary(.power, a.node, b.node)) }
package func max(_ a: Expression, _ b: Expression) -> Expression { .init(.binary(.maximum, a.node, b.node)) }
package func min(_ a: Expression, _ b: Expression) -> Expression { .init(.binary(.minimum, a.node, b.node)) }
/// 1 where `a` exceeds `b`, 0 elsewhere.
package func greater(_ a: Expression, _ b: Expression) -> Expression { .init(.binary(.greater, a.node, b.node)) }
/// 1 where `a` is at least `b`, 0 elsewhere.
package func atLeast(_ a: Expression, _ b: Expression) -> Expression { .init(.binary(.greaterOrEqual, a.node, b.node)) }
/// 1 where `a` is exactly `b`, 0 elsewhere.
package func equal(_ a: Expression, _ b: Expression) -> Expression { .init(.binary(.equal, a.node, b.node)) }
/// `a` where `condition` is not zero, `b` elsewhere.
package func select(_ condition: Expression, _ a: Expression, _ b: Expression) -> Expression {
  .init(.select(condition.node, a.node, b.node))
}
package func sum(_ a: Expression, over axes: Axis...) -> Expression { .init(.reduce(.sum, a.node, over: axes)) }
package func mean(_ a: Expression, over axes: Axis...) -> Expression { .init(.reduce(.mean, a.node, over: axes)) }
package func max(_ a: Expression, over axes: Axis...) -> Expression { .init(.reduce(.maximum, a.node, over: axes)) }
/// The sum over `axes` of the product: matrix product, dot product, outer product, by the names of their axes.
package func contract(_ a: Expression, _ b: Expression, over axes: Axis...) -> Expression {
  .init(.contract(a.node, b.node, over: axes))
}
/// The solution x of Σ⟨columns⟩ a·x = b; it has b's axes, with `columns` in place of `rows`.
///
/// - Precondition: `a` has as many entries along `rows` as along `columns`; `b` has `rows` and lacks `columns`.
package func solve(_ a: Expression, _ b: Expression, rows: Axis, columns: Axis) -> Expression {
  .init(.solve(a.node, b.node, rows: rows, columns: columns))
}
/// The number of entries of `a` along `axis`, or of all its entries for `.elements`.
package func extent(of a: Expression, _ axis: Axis) -> Expression { .init(.extent(a.node, axis)) }

/// 0, 1, 2, … along `axis`, as many as `a` has entries there.
package func positions(of a: Expression, _ axis: Axis) -> Expression { .init(.positions(a.node, axis)) }
/// The entries of `table` along `axis` that the whole numbers in `index` point at, counted from 0.
package func gather(_ table: Expression, at index: Expression, along axis: Axis) -> Expression {
  .init(.gather(table.node, index.node, along: axis))
}
/// 1 at the position that `index` gives, 0 elsewhere; as many positions as `a` has along `axis`.
package func oneHot(_ index: Expression, as axis: Axis, of a: Expression) -> Expression {
  equal(index, positions(of: a, axis))
}
/// The position along `axis` of the largest entry, counted from 0; of equal ones the first.
package func argmax(_ a: Expression, along axis: Axis) -> Expression {
  let isLargest = equal(a, max(a, over: axis))
  // The first position is the largest of their negatives.
  return -max(select(isLargest, -positions(of: a, axis), -extent(of: a, axis)), over: axis)
}
/// `a` repeated along the axes that `b` has and `a` lacks.
package func spread(_ a: Expression, like b: Expression) -> Expression { a + 0 * b }
package func window(_ a: Expression, _ window: Window) -> Expression { .init(.window(a.node, window)) }
package func fold(_ a: Expression, back window: Window, like original: Expression) -> Expression {
  .init(.fold(a.node, original.node, window))
}
package func merge(_ a: Expression, _ axes: Axis..., into axis: Axis) -> Expression {
  .init(.merge(a.node, axes, into: axis))
}
package func split(_ a: Expression, _ axis: Axis, into axes: Axis..., like original: Expression) -> Expression {
  .init(.split(a.node, original.node, axis, into: axes))
}

precedencegroup DefinitionPrecedence {
  lowerThan: TernaryPrecedence
  higherThan: AssignmentPrecedence
}
infix operator ← : DefinitionPrecedence

/// Defines a quantity: the left side is its name, the right side its formula.
package func ← (quantity: Expression, formula: Expression) -> Equation {
  Equation(quantity.reference, formula)
}
