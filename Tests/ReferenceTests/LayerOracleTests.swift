import Equations
import Reference
import Tensors
import Testing
import Traces

/// Components that are plain enough to be worked by hand.
@Suite struct LayerOracleTests {
  @Test func classesAreEncodedDecidedAndCounted() throws {
    let scores = Tensor(shape: [3, 3], values: [0, 2, 1, 5, 5, 0, 1, 2, 3])
    func run(_ component: Component, _ convention: String?, _ constants: [String: Tensor], _ output: String) throws
      -> [Double]?
    {
      let given = Dictionary(uniqueKeysWithValues: constants.map { (Trace.Key($0), $1) })
      return try component.recipe(convention).trace(RunInputs(constants: given))[output, ""]?.values
    }
    let labels = Tensor(shape: [3], values: [1, 1, 2])
    #expect(try run(.argmaxDecision, "fromZero", ["x": scores], "y") == [1, 0, 2])
    #expect(try run(.argmaxDecision, "fromOne", ["x": scores], "y") == [2, 1, 3])
    let rows: [Double] = [0, 1, 0, 0, 1, 0, 0, 0, 1]
    #expect(try run(.oneHotEncoding, "fromZero", ["labels": labels, "z": scores], "y") == rows)
    let first: [Double] = [1, 0, 0, 1, 0, 0, 0, 1, 0]
    #expect(try run(.oneHotEncoding, "fromOne", ["labels": labels, "z": scores], "y") == first)
    #expect(try run(.accuracy, nil, ["y": scores, "labels": labels], "accuracy") == [2.0 / 3.0])
    #expect(try run(.constantInitializer, nil, ["like": labels], "W") == [0, 0, 0])
    // A prediction that leaves no doubt, right and wrong.
    let sure = Tensor(shape: [2, 3], values: [1, 0, 0, 0, 0.5, 0.5])
    let wanted = Tensor(shape: [2, 3], values: [1, 0, 0, 0, 1, 0])
    #expect(try run(.crossEntropy, "sum", ["y": sure, "target": wanted], "loss") == [0.693_147_180_559_945_3])
    #expect(try run(.crossEntropy, "sum", ["y": sure, "target": wanted], "dy") == [-1, 0, 0, 0, -2, 0])
    #expect(try run(.crossEntropy, "mean", ["y": sure, "target": wanted], "dy") == [-0.5, 0, 0, 0, -1, 0])
    let wrong = Tensor(shape: [2, 3], values: [0, 1, 0, 0, 1, 0])
    #expect(try run(.crossEntropy, "mean", ["y": wrong, "target": wanted], "loss") == [.infinity])
    // Three points on the line 3x − 1.
    let points = Tensor(shape: [3, 1], values: [0, 1, 3])
    let line = Tensor(shape: [3, 1], values: [-1, 2, 8])
    let given = ["x": points, "target": line]
    let (w, b) = (
      try #require(try run(.leastSquares, nil, given, "W")), try #require(try run(.leastSquares, nil, given, "b"))
    )
    #expect(abs(w[0] - 3) < 1e-14 && abs(b[0] + 1) < 1e-14)
  }
}
