import Foundation
import TestSupport
import Testing

/// A layer that is given something new at each step, and does not publish it.
@Suite struct SteppedLayerTests {
  private static let manifest = """
    title: Batch normalisation
    recipe: batchNorm
    convention: training
    type: BatchNorm
    protocol: layer
    quantities: {y: 100}
    followThrough: 0.5
    cases:
      - id: usual
        title: three batches
        steps: 3
        seed: 1
        inputs:
          x: {shape: [6, 2]}
          gamma: {shape: [2]}
          beta: {shape: [2]}
          runningMean0: {shape: [2]}
          runningVariance0: {shape: [2], distribution: uniform, range: [0.5, 2]}
          dy: {shape: [6, 2]}

    """

  private static let source = """
    import GradusKit
    struct BatchNorm: Layer {
      @Setting var epsilon = 1e-5
      @Setting var momentum = 0.1
      var gamma = Tensor(0), beta = Tensor(0), runningMean0 = Tensor(0), runningVariance0 = Tensor(0)
      mutating func forward(_ x: Tensor) -> Tensor {
        var y = x
        let n = x.shape[0]
        for j in 0..<x.shape[1] {
          let column = (0..<n).map { x[[$0, j]] }
          let mean = column.reduce(0, +) / Double(n)
          let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(n)
          for i in 0..<n { y[[i, j]] = gamma[j] * (x[[i, j]] - mean) / sqrt(variance + epsilon) + beta[j] }
        }
        return y
      }
      mutating func backward(_ dy: Tensor) -> Tensor { dy }
    }
    """

  @Test func whatItWasGivenIsNoMistakeOfIts() throws {
    let scratch = try Scratch()
    _ = try scratch.write(Self.manifest, to: "share/gradus/assignments/50-batchNorm/assignment.yaml")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/share/gradus/kit", withDestinationPath: Repository.root + "/Sources")
    let path = try scratch.write(Self.source, to: "BatchNorm.swift")
    let result = try Gradus.run(
      ["check", path, "--assignment", "50-batchNorm", "--full"], environment: ["GRADUS_HOME": scratch.path])
    #expect(result.code == 0 && result.output.contains("100 of 100 points"), "\(result.output)\(result.errors)")
    #expect(result.output.contains("correct") && !result.output.contains("follow"), "\(result.output)")
  }
}
