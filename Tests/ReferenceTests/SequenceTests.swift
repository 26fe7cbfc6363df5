import Equations
import Reference
import Tensors
import TestSupport
import Testing
import Traces

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The engine on its hardest shapes, apart from the catalogue: a sequence forwards and backwards, beside PyTorch.
@Suite struct SequenceTests {
  private func oracle(_ path: String) throws -> Safetensors {
    return try Safetensors(
      decoding: Array(
        Data(contentsOf: URL(fileURLWithPath: "\(Repository.root)/references/oracles/\(path).safetensors"))))
  }

  private func largestDifference(_ a: [Double], _ b: [Double]) -> Double {
    guard a.count == b.count else { return .infinity }
    let scale = b.map { abs($0) }.max() ?? 0
    return zip(a, b).map { abs($0 - $1) / scale }.max() ?? 0
  }

  @Test(arguments: ["lstm/plain-torch-sequence", "lstm/plain-torch-cell"])
  func theLSTMAndItsDerivedGradientAgreeWithPyTorch(path: String) throws {
    let file = try oracle(path)
    let forward = try Component.lstm.recipe()
    let wanted: Set<String> = ["x", "Wx", "Wh", "b"]
    let back = try Derivative(axes: Component.lstm.axes)
      .equations(of: forward.forward, seeds: ["h": quantity("dh")], wanted: wanted)
    let recipe = forward.replacing(backward: back)
    var constants: [Trace.Key: Tensor] = [:]
    for input in Component.lstm.inputs {
      constants[.init(input.name)] = file.tensors[input.name]
    }
    let trace = try recipe.trace(RunInputs(constants: constants))
    for name in ["h", "c", "dx", "dWx", "dWh", "db"] {
      let ours = try #require(trace[name, ""])
      let theirs = try #require(file.tensors[name])
      #expect(ours.shape == theirs.shape, "\(name)")
      #expect(largestDifference(ours.values, theirs.values) < 1e-14, "\(name)")
    }
  }
}
