import GradusKit
import Testing

extension OneThread {
  @Suite struct ParametersCollectionTests {
    private static let g: Parameters = ["W": Tensor([[3, 0], [0, 0]]), "b": [-4]]

    @Test func namesComeWithTheirTensors() {
      var seen: [String] = []
      for (name, tensor) in Self.g { seen.append("\(name)\(tensor.count)") }
      #expect(seen == ["W4", "b1"] && Self.g.keys == ["W", "b"] && Self.g.values.map(\.count) == [4, 1])
    }

    @Test func everyTensorIsReplaced() {
      #expect(Self.g.mapValues { $0 / $0.norm() }["W"] == Tensor([[1, 0], [0, 0]]))
      #expect(Parameters(4).mapValues { sqrt($0) } == Parameters(2))
      #expect(Parameters.zeros(like: Self.g)["W"].shape == [2, 2] && Parameters.zeros(like: Self.g)["b"] == [0])
    }

    @Test func sumsGoOverAllNames() {
      #expect(Self.g.sum() == -1 && Self.g.norm() == 5 && Parameters(0).norm() == 0)
    }

    @Test func numbersAreConverted() {
      let count = 4
      #expect(Parameters(count) == Parameters(4.0) && Parameters(Float(0.5)) == 0.5)
      #expect((Self.g / count)["b"] == [-1])
      var half = Self.g
      half /= Self.g.keys.count
      #expect(half["b"] == [-2] && (+half)["b"] == [-2])
    }

    @Test func whatIsPrintedIsOneLine() {
      #expect("\(Self.g)" == "Parameters(W [2, 2]: 3.0, 0.0, 0.0, …; b [1]: -4.0)")
      #expect("\(Parameters(0))" == "Parameters(0.0)")
    }

    @Test func aNumberHasNoNamesAndNoSum() async {
      await #expect(processExitsWith: .failure) {
        var m: Parameters = 0
        m["W"][0] = 1
      }
      await #expect(processExitsWith: .failure) { _ = Parameters(1).sum() }
    }
  }
}
