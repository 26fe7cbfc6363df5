import Foundation
import Tensors
import TestSupport
import Testing
import Traces

@Suite struct TraceTests {
  /// PyTorch's recorded inputs go in, and its recorded numbers come out.
  @Test func traceReproducesAnOracle() throws {
    let scratch = try Scratch()
    let oracle = try read(Repository.root + "/references/oracles/adam/outsideRoot-torch-generic.safetensors")
    let inputs = oracle.tensors.filter { $0.key.hasPrefix("parameters/") || $0.key.hasPrefix("gradients/") }
    let path = scratch.path + "/in.safetensors"
    try Data(Safetensors(tensors: inputs).encoded()).write(to: URL(filePath: path))
    let output = scratch.path + "/out.safetensors"
    let settings = ["learningRate=0.07", "beta1=0.8", "beta2=0.65", "epsilon=0.03"]
    let result = try Gradus.run(
      ["trace", "--recipe", "adam", "--convention", "outsideRoot", "--inputs", path, "--output", output]
        + settings.flatMap { ["--set", $0] })
    #expect(result.code == 0, "\(result.errors)")
    let trace = try read(output)
    let steps = try #require(inputs["gradients/W"]?.shape[0])
    #expect(trace.tensors["weights/W"]?.shape == [steps + 1, 4, 3])
    for name in ["weights/W", "weights/b", "weights/s", "m/W", "v/W", "mHat/W", "vHat/s"] {
      let (ours, theirs) = (try #require(trace.tensors[name]), try #require(oracle.tensors[name]))
      #expect(ours.shape == theirs.shape)
      let scale = theirs.values.map { abs($0) }.max() ?? 1
      #expect(zip(ours.values, theirs.values).allSatisfy { abs($0 - $1) <= 1e-14 * scale }, "\(name)")
    }
  }

  /// A schedule takes only its settings; a layer with inputs for each step gives outputs for each step.
  @Test func traceTakesWhatARecipeNeedsAndNoMore() throws {
    let scratch = try Scratch()
    let output = scratch.path + "/out.safetensors"
    let schedule = try Gradus.run(
      ["trace", "--recipe", "geometricDecay", "--set", "decay=0.5", "--steps", "3", "--output", output])
    #expect(schedule.code == 0, "\(schedule.errors)")
    #expect(try read(output).tensors["learningRate"]?.values == [0.05, 0.025, 0.0125])
    let oracle = Repository.root + "/references/oracles/batchNorm/kerasTraining-numpy-defaults.safetensors"
    let recorded = try read(oracle).tensors
    let names = ["x", "dy", "gamma", "beta", "runningMean0", "runningVariance0"]
    let inputs = scratch.path + "/in.safetensors"
    try Data(Safetensors(tensors: recorded.filter { names.contains($0.key) }).encoded())
      .write(to: URL(filePath: inputs))
    let layer = try Gradus.run(
      ["trace", "--recipe", "batchNorm", "--convention", "kerasTraining", "--inputs", inputs, "--output", output])
    #expect(layer.code == 0, "\(layer.errors)")
    let trace = try read(output)
    for name in ["y", "runningMean", "runningVariance"] {
      let (ours, theirs) = (try #require(trace.tensors[name]), try #require(recorded[name]))
      #expect(ours.shape == theirs.shape)
      #expect(zip(ours.values, theirs.values).allSatisfy { abs($0 - $1) <= 1e-14 * max(1, abs($1)) }, "\(name)")
    }
  }

  /// A network of another depth than the catalogue's, by its name alone.
  @Test func traceAndExplainKnowNetworksOfAnyDepth() throws {
    let scratch = try Scratch()
    let oracle = try read(Repository.root + "/references/oracles/trainMLP3/rmsprop-torch.safetensors")
    let given = ["x", "target", "batches"]
    let inputs = oracle.tensors.filter { $0.key.hasPrefix("parameters/") || given.contains($0.key) }
    let path = scratch.path + "/in.safetensors"
    try Data(Safetensors(tensors: inputs).encoded()).write(to: URL(filePath: path))
    let output = scratch.path + "/out.safetensors"
    let result = try Gradus.run([
      "trace", "--recipe", "trainMLP3", "--convention", "rmsprop", "--inputs", path, "--output", output,
      "--set", "learningRate=0.02",
    ])
    #expect(result.code == 0, "\(result.errors)")
    let trace = try read(output)
    for name in ["weights/W3", "weights/b1", "loss"] {
      let (ours, theirs) = (try #require(trace.tensors[name]), try #require(oracle.tensors[name]))
      #expect(ours.shape == theirs.shape)
      #expect(zip(ours.values, theirs.values).allSatisfy { abs($0 - $1) <= 1e-11 }, "\(name)")
    }
    let explained = try Gradus.run(["explain", "trainMLP3"])
    #expect(explained.code == 0 && explained.output.contains("parameters/W3 [out, hidden2]"))
    let refused = try Gradus.run(["explain", "trainMLP99"])
    #expect(refused.code == 64 && refused.errors.contains("layers must be from 1 to 32, and is 99.0"))
  }

  private func read(_ path: String) throws -> Safetensors {
    try Safetensors(decoding: Array(Data(contentsOf: URL(filePath: path))))
  }
}
