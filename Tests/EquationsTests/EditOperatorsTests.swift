import Equations
import Testing

@Suite struct EditOperatorsTests {
  /// A quantity that is read only for its extents has the same ones squared, negated or without its root: no mistake
  /// that could show.
  @Test func whatGivesItsExtentsOnlyIsLeftAlone() {
    let y = quantity("y")
    let formula = 2 * (y - quantity("target")) / extent(of: y, .elements)
    #expect(formula.node.places.filter { $0.node == y.node }.map(\.path) == [[0, 1, 0]])
    #expect(formula.node.places.contains { $0.node == extent(of: y, .elements).node })
    let replaced = formula.node.replacing(at: [0, 1, 0], with: .number(0))
    #expect(Expression(replaced) == 2 * (number(0) - quantity("target")) / extent(of: y, .elements))
  }
}
