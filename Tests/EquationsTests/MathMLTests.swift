import Equations
import Testing

@Suite struct MathMLTests {
  private let recipe: Recipe

  init() throws {
    let m = quantity("mHat", symbol: "m̂")
    recipe = try Component(
      name: "x", title: "x", kind: .optimizer, conventions: .plain(),
      equations: { _ in
        m ← β1 * previous(m) + (1 - β1) * square(g)
        w ← previous(w) - η * m / (sqrt(m) + ε)
      },
      settings: [.learningRate(1), .beta1(0.5), .epsilon(0)], sources: []
    ).recipe()
  }

  @Test func anEquationIsTypeset() {
    let rendering = Rendering(for: recipe)
    #expect(
      rendering.mathML(recipe.equations[1])
        == "<mrow><msub><mi>w</mi><mi>t</mi></msub><mo>=</mo><mrow>"
        + "<msub><mi>w</mi><mrow><mi>t</mi><mo>−</mo><mn>1</mn></mrow></msub><mo>−</mo><mfrac>"
        + "<mrow><mi>η</mi><mo>⋅</mo><msub><mover><mi>m</mi><mo>^</mo></mover><mi>t</mi></msub></mrow>"
        + "<mrow><msqrt><msub><mover><mi>m</mi><mo>^</mo></mover><mi>t</mi></msub></msqrt><mo>+</mo><mi>ε</mi></mrow>"
        + "</mfrac></mrow></mrow>")
    #expect(rendering.mathML(β1) == "<msub><mi>β</mi><mn>1</mn></msub>")
    #expect(rendering.mathML(square(g + 1)).hasPrefix("<msup><mrow><mo>(</mo>"))
  }

  /// Rows and columns exchanged are written as the lecture does; one axis alone renamed is another thing.
  @Test func aTransposedMatrixIsWrittenAsOne() {
    let rendering = Rendering(for: recipe)
    let between = quantity("W").renamed("out", to: "between")
    let transposed = between.renamed("in", to: "out").renamed("between", to: "in")
    #expect(rendering.mathML(transposed) == "<msup><msub><mi>W</mi><mi>t</mi></msub><mo>⊤</mo></msup>")
    #expect(rendering.text(2 * transposed) == "2·Wₜᵀ")
    #expect(rendering.text(between.renamed("in", to: "out")) == "Wₜ⟨out → between⟩⟨in → out⟩")
  }

  /// Names come from manifests too.
  @Test func aNameIsNoMarkup() {
    let markup = Rendering(for: recipe).mathML(quantity("<b>&\"'"))
    #expect(markup.contains("<mi>&lt;b&gt;&amp;&quot;&#39;</mi>"))
  }

  @Test func everyKnownFormulaIsBalanced() {
    for equation in recipe.equations {
      let markup = Rendering(for: recipe).mathML(equation, marking: [[0], [1, Node.sign]])
      #expect(markup.count(of: "<m") == markup.count(of: "</m"))
      #expect(markup.contains("class=\"departs\""))
    }
  }

  // MARK: Departures

  @Test func aSignAloneIsMarked() {
    let departures = (previous(w) - g).node.departures(from: (previous(w) + g).node)
    #expect(departures.own == [[Node.sign]] && departures.other == [[Node.sign]])
  }

  @Test func aPartIsMarked() {
    let departures = (β1 * g + η).node.departures(from: (β2 * g + η).node)
    #expect(departures.own == [[0, 0]] && departures.other == [[0, 0]])
  }

  /// Where a divisor is left out, it is marked in the formula that has it, and nothing in the other.
  @Test func aMissingDivisorIsMarkedWhereItStands() {
    let departures = (g / (1 - β1)).node.departures(from: g.node)
    #expect(departures.own == [[1]] && departures.other.isEmpty)
  }

  @Test func equalFormulasDepartNowhere() {
    let departures = (β1 * g).node.departures(from: (β1 * g).node)
    #expect(departures.own.isEmpty && departures.other.isEmpty)
  }
}

extension String {
  fileprivate func count(of part: String) -> Int { components(separatedBy: part).count - 1 }

  private func components(separatedBy part: String) -> [Substring] {
    split(separator: part, omittingEmptySubsequences: false)
  }
}
