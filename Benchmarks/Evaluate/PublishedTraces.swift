import Assignments
import Foundation
import PluginHost
import Reference
import Tensors
import Traces

/// The numbers that programs publish for Adam, and those that they were given, as safetensors files: `script/compare` judges them as courses do.
struct PublishedTraces {
  /// Steps of the training whose gradients depend on the weights: as many as CS336 takes.
  private static let trainingSteps = 1000

  /// - Parameter folder: a file is written to it for each program, under the program's name.
  func write(_ programs: [String], to folder: String) async throws {
    let machine = try await RealPrograms(environment: ProcessInfo.processInfo.environment)
    let library = AssignmentLibrary(directory: try Installation.find().assignments)
    let assignment = try library.assignment("10-adam")
    var runs: [(name: String, run: OptimizerCase)] = assignment.cases.map { one in
      let inputs = RunInputs(one)
      return (one.id, OptimizerCase(inputs, gradients: inputs.series))
    }
    runs.append(("training", training))
    var given: [String: Tensor] = [:]
    for (name, run) in runs {
      for (setting, value) in run.settings { given["\(name)/settings/\(setting)"] = Tensor(value) }
    }
    for (index, tensor) in (training.objective?.curvature ?? []).enumerated() {
      given["training/curvature/\(training.parameters[index].name)"] = tensor
    }
    for (index, tensor) in (training.objective?.center ?? []).enumerated() {
      given["training/center/\(training.parameters[index].name)"] = tensor
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    func save(_ tensors: [String: Tensor], as name: String) throws {
      let bytes = Safetensors(tensors: tensors).encoded()
      try Data(bytes).write(to: URL(filePath: folder).appending(path: name + ".safetensors"))
    }
    try save(given, as: "given")
    for program in programs {
      let traces = await machine.published(program, type: assignment.typeName, on: runs)
      try save(traces, as: URL(filePath: program).deletingPathExtension().lastPathComponent)
    }
  }

  /// A quadratic whose gradients a program meets where it has gone itself, with the usual settings.
  private var training: OptimizerCase {
    var generator = SeededGenerator(seed: 42)
    func tensor(_ range: ClosedRange<Double>) -> Tensor {
      Tensor(
        shape: [2, 3],
        values: (0..<6).map { _ in range.lowerBound + (range.upperBound - range.lowerBound) * generator.uniform() })
    }
    let objective = QuadraticObjective(curvature: [tensor(0.2...2)], center: [tensor(-1...1)])
    return OptimizerCase(
      settings: ["learningRate": 0.001, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8],
      parameters: [("W", tensor(-1...1))], objective: objective, steps: Self.trainingSteps)
  }
}

extension OptimizerCase {
  init(_ inputs: RunInputs, gradients: Trace) {
    self.init(
      settings: inputs.settings,
      parameters: inputs.names.compactMap { name in inputs.parameters[name].map { (name: name, tensor: $0) } },
      gradients: gradients)
  }
}

extension RealPrograms {
  /// Everything that a program publishes, by the name of its run, quantity and parameter; empty if it does not compile, and
  /// without the runs that it does not end.
  func published(
    _ program: String, type: String, on runs: [(name: String, run: OptimizerCase)]
  ) async -> [String: Tensor] {
    guard let submission = try? Submission(at: program, declaring: [type]),
      let plugin = try? await compiler.compile(submission, type: type, conformingTo: "Optimizer", asking: Self.asked)
    else { return [:] }
    var tensors: [String: Tensor] = [:]
    for (name, run) in runs {
      let result = await runner.run(plugin, run)
      guard result.ending == .completed else { continue }
      for (key, tensor) in result.trace.tensors { tensors["\(name)/\(key)"] = tensor }
    }
    return tensors
  }

  private static let asked = AskedProperties(read: ["m", "v", "mHat", "vHat"], written: [])
}
