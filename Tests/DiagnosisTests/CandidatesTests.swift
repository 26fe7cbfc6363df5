import Equations
import Reference
import Testing

@testable import Diagnosis

/// Formulas are compared without what says nothing.
@Suite struct CandidatesTests {
  private static let (a, b) = (quantity("g"), quantity("m"))

  /// A magnitude with the sign of a product that the number is in: 0 where the number is, as before.
  private static let signed: [(Expression, Expression)] = [
    (abs(a) * sign(a * b), a * sign(b)), (sign(b * a) * abs(a), a * sign(b)), (abs(a) * sign(a), a),
    (abs(a) * sign(-(a * b)), a * sign(-b)), (abs(a) * sign(2 * (a * b)), a * sign(2 * b)),
  ]

  @Test(arguments: signed) func aMagnitudeIsGivenItsSign(_ long: Expression, _ short: Expression) throws {
    #expect(try shown(long) == shown(short))
  }

  /// The number is no factor, or divides: its sign is not to be had.
  @Test(arguments: [abs(a) * sign(b), abs(a) * sign(a + b), abs(a) * sign(b / a), abs(a) * sign(square(a))])
  func whatIsNoFactorStays(_ formula: Expression) throws {
    #expect(try shown(formula).subformulas.contains(abs(Self.a).node))
  }

  private func shown(_ formula: Expression) throws -> Node {
    let signs = Signs(try Component.adam.recipe())
    var candidates = Candidates(
      forms: [Self.b.node], signs: signs, spread: { $0 }, written: { $0 }, isFar: { _ in false })
    return candidates.comparison(with: formula.node).found
  }
}
