import ArgumentParser
import Equations
import GradeModel
import Reference
import Reporting
import Tensors
import Traces

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Gradus {
  struct Trace: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Evaluate a recipe on given inputs and write every quantity at every step.",
      discussion: """
        Inputs and output are safetensors files. An optimizer takes parameters/<name> and gradients/<name>, the step as \
        first axis, and gives weights/<name>, with one entry more than steps, and <quantity>/<name>. A schedule of \
        learning rates is the tensor learningRates. `gradus explain` lists what each recipe takes.
        """)

    @Option(help: "The recipe's name, such as adam.")
    var recipe: String

    @Option(help: "Its convention, such as insideRoot; the recipe's first where none is given.")
    var convention: String?

    @Option(name: .customLong("set"), parsing: .upToNextOption, help: "Settings, as name=number.")
    var settings: [String] = []

    @Option(help: "The safetensors file to read; none where the recipe takes no inputs.")
    var inputs: String?

    @Option(help: "The safetensors file to write.")
    var output: String

    @Option(help: "How many steps to make, where no input has steps.")
    var steps: Int?

    func run() async throws {
      try await Failure.reporting {
        if let inputs, let read = FileIdentity(inputs), read == FileIdentity(output) {
          throw Failure.usage(Wording.outputAmongInputs(output))
        }
        let file = try inputs.map { (path) throws(Failure) in try TensorFile.read(path) } ?? Safetensors()
        do {
          let chosen = try Catalogue.component(recipe).recipe(convention)
          // Its trace has no axis of steps, though a case of an assignment may call it again and again.
          if !chosen.hasSteps, let steps, steps != 1 {
            throw RecipeError.impossibleSteps(steps, recipe: chosen.name, hasSteps: false)
          }
          let runInputs = try RunInputs(file, for: chosen, settings: parsedSettings(), steps: steps)
          let trace = try chosen.trace(runInputs)
          let tensors = chosen.hasSteps ? trace.tensors : trace.tensors.mapValues(\.withoutSteps)
          let metadata = ["recipe": chosen.name, "convention": chosen.convention]
          try TensorFile.write(Safetensors(tensors: tensors, metadata: metadata), to: output)
        } catch let error as RecipeError {
          throw Failure.usage("\(error)")
        }
        return .fullMarks
      }
    }

    private func parsedSettings() throws(Failure) -> [String: Double] {
      var values: [String: Double] = [:]
      for text in settings {
        let parts = text.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, let value = Double(parts[1]) else { throw .usage(Wording.badSetting(text)) }
        guard values.updateValue(value, forKey: String(parts[0])) == nil else {
          throw .usage(Wording.settingTwice(String(parts[0])))
        }
      }
      return values
    }
  }
}

/// Safetensors files on disk.
enum TensorFile {
  static func read(_ path: String) throws(Failure) -> Safetensors {
    guard let data = FileManager.default.contents(atPath: path) else {
      let exists = FileManager.default.fileExists(atPath: path)
      throw .usage(Wording.unreadableFile(path, exists ? "expected a safetensors file" : "there is no such file"))
    }
    do {
      return try Safetensors(decoding: Array(data))
    } catch {
      throw .usage(Wording.unreadableFile(path, "\(error)"))
    }
  }

  static func write(_ tensors: Safetensors, to path: String) throws(Failure) {
    do {
      try Data(tensors.encoded()).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw .usage(Wording.unwritable(path, "expected a folder that can be written to"))
    }
  }
}

extension RunInputs {
  /// Sorts a file's tensors into parameters, inputs of each step, and constants.
  init(
    _ file: Safetensors, for recipe: Recipe, settings: [String: Double], steps: Int?
  ) throws(RecipeError) {
    var parameters: [String: Tensor] = [:]
    var series: [String: Tensor] = [:]
    var constants: [Traces.Trace.Key: Tensor] = [:]
    var schedules: [String: [Double]] = [:]
    let perStep = Set(recipe.inputs.filter(\.isPerStep).map(\.name))
    for (name, tensor) in file.tensors.sorted(by: { $0.key < $1.key }) {
      let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.allSatisfy({ !$0.isEmpty }) else { throw .unnamedInput(name, recipe: recipe.name) }
      let key = Traces.Trace.Key(parts[0], parts.count > 1 ? parts[1] : "")
      if key.quantity == "parameters" && !key.parameter.isEmpty {
        parameters[key.parameter] = tensor
      } else if name == "learningRates" {
        guard tensor.shape.count == 1 else {
          throw .wrongShape(name, recipe: recipe.name, expected: "[steps]", given: tensor.shape)
        }
        schedules["learningRate"] = tensor.values
      } else if perStep.contains(key.quantity) {
        guard !tensor.shape.isEmpty else {
          throw .wrongShape(name, recipe: recipe.name, expected: "[steps, …]", given: [])
        }
        series[name] = tensor
      } else {
        constants[key] = tensor
      }
    }
    self.init(
      parameters: parameters, series: Traces.Trace(tensors: series), constants: constants, settings: settings,
      schedules: schedules, steps: steps)
  }
}

extension Tensor {
  /// The only step of a series of one.
  fileprivate var withoutSteps: Tensor { Tensor(shape: Array(shape.dropFirst()), values: values) }
}
