import Equations
import Testing

@testable import Diagnosis

/// Formulas by number, and what is remembered of two of them.
@Suite struct NumberedFormulasTests {
  private let m = quantity("m")
  private let v = quantity("v")

  @Test func equalFormulasAndNoOthersHaveOneNumber() {
    var numbered = NumberedFormulas(isFar: { _ in false })
    let formulas = [
      m, v, m + v, v + m, m * v, m - v, sqrt(v), square(v), number(2), number(-2), number(0.5), β1, β2, t,
      select(greater(m, 0), m, v), select(greater(m, 0), v, m), sum(m, over: .rows), sum(m, over: .columns),
      sum(v, over: .rows), previous(m), mean(m, over: .rows),
    ].map(\.node)
    let first = formulas.map { numbered.number(of: $0) }
    #expect(Set(first).count == formulas.count)
    #expect(formulas.map { numbered.number(of: $0) } == first)
    for (node, number) in zip(formulas, first) { #expect(numbered[number].node == node) }
  }

  @Test func zerosOfBothSignsAreOneNumber() {
    var numbered = NumberedFormulas(isFar: { _ in false })
    let (plus, minus) = (numbered.number(of: .number(0)), numbered.number(of: .number(-0.0)))
    #expect(plus == minus)
  }

  @Test func aPairIsRememberedAsItIs() {
    var table = PairTable()
    for first in 0..<100 {
      for second in 0..<100 where first != second { table[first, second] = Double(100 * first + second) }
    }
    #expect(table.count == 9_900)
    #expect(table[3, 3] == nil)
    #expect(table[1, 2] == 102 && table[2, 1] == 201)
    let isWrong = (0..<9_999).contains { pair in
      pair / 100 != pair % 100 && table[pair / 100, pair % 100] != Double(pair)
    }
    #expect(!isWrong)
    table[1, 2] = 7
    #expect(table[1, 2] == 7 && table.count == 9_900)
  }

  /// What a formula costs does not depend on what else was asked before.
  @Test func aLengthDoesNotDependOnWhatIsRemembered() {
    let asked = (m / (1 - pow(β1, t))).node
    let found = [m / (1 - pow(β2, t)), m, v / (1 - pow(number(0.9), t)), sqrt(m) / (1 - pow(β1, t))].map(\.node)
    var together = DescriptionLength(of: [asked, (m * (1 - pow(β1, t))).node], isFar: { _ in false })
    for node in found + found.reversed() {
      var alone = DescriptionLength(isFar: { _ in false })
      let lengths = [alone(asked, node), alone((m * (1 - pow(β1, t))).node, node)]
      #expect(together(node) == lengths.min())
    }
  }
}
