import Equations
import Foundation
import Reference
import Tensors
import Testing
import Traces

/// What another program made of a layer, a loss, an initializer or a training run, and the recipe that should agree.
struct RecordedLayer: Sendable, CustomTestStringConvertible {
  let path: String
  let file: Safetensors

  var testDescription: String { path }
  /// The name under which it was recorded.
  var name: String { file.metadata["recipe"] ?? "" }

  /// Every file whose recipe is no optimizer, clipping rule or schedule.
  static let all: [RecordedLayer] = {
    let root = URL(filePath: #filePath).appending(path: "../../../references/oracles").standardized
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL }
    return (files ?? []).filter { $0.pathExtension == "safetensors" }.sorted { $0.path < $1.path }.compactMap { url in
      guard let data = try? Data(contentsOf: url), let file = try? Safetensors(decoding: [UInt8](data)) else {
        return nil
      }
      let path = "\(url.deletingLastPathComponent().lastPathComponent)/\(url.deletingPathExtension().lastPathComponent)"
      return RecordedLayer(path: path, file: file)
    }
    .filter { !ofOptimizers.contains($0.path + ".safetensors") }
  }()

  static let layers = all.filter { !$0.isOfTraining }
  static let trainings = all.filter(\.isOfTraining)

  var isOfTraining: Bool { name.hasPrefix("train") }

  /// The scripts tell what was recorded apart; whatever another one records is read here.
  private static let ofOptimizers: Set<String> = {
    let url = URL(filePath: #filePath).appending(path: "../../../references/oracles/provenance.json").standardized
    let object = (try? Data(contentsOf: url)).flatMap { try? JSONSerialization.jsonObject(with: $0) }
    let entries = object as? [String: [String: Any]] ?? [:]
    let scripts = ["optimizers_", "clipping", "line_search", "schedules"]
    return Set(
      entries.filter { entry in scripts.contains { (entry.value["script"] as? String ?? "").contains($0) } }.keys)
  }()

  /// The settings as recorded; a truth value is 0 or 1.
  var settings: [String: Double] {
    let json = file.metadata["settings"] ?? "{}"
    let object = (try? JSONSerialization.jsonObject(with: Data(json.utf8))) as? [String: Any] ?? [:]
    return object.compactMapValues { ($0 as? NSNumber)?.doubleValue }
  }

  /// The component and convention whose numbers these are, where those are not its recorded names.
  var recipe: Recipe {
    get throws {
      var convention = file.metadata["convention"]
      var component = name
      let ofLogits = file.tensors["z"] != nil
      switch name {
      case "averagePool1D", "averagePool2D":
        convention = settings["countPadding"] == 0 ? "paddingUncounted" : "paddingCounted"
      case "attention": convention = settings["causal"] == 1 ? "causal" : "whole"
      case "meanSquaredError" where settings["factor"] == 0.5:
        convention = convention == "mean" ? "halfMean" : "halfSum"
      case "crossEntropy" where ofLogits: convention = convention.map { $0 + "OfLogits" }
      case "binaryCrossEntropy" where ofLogits: convention = convention.map { $0 + "OfLogits" }
      case "batchNorm" where path.hasSuffix("images"): component = "batchNorm2D"
      case _ where isOfTraining: convention = settings["beta1"] == nil ? "gradientDescent" : "adam"
      default: break
      }
      return try Catalogue.component(component).recipe(convention)
    }
  }

  /// What is no setting of the recipe: read off a shape, or told apart by a convention.
  private static let readElsewhere: Set<String> = ["countPadding", "causal", "factor", "fanIn", "fanOut", "steps"]

  func inputs(for recipe: Recipe) -> RunInputs {
    var inputs = RunInputs(steps: settings["steps"].map { Int($0) } ?? 1)
    inputs.settings = settings.filter { !Self.readElsewhere.contains($0.key) }
    if name.hasPrefix("conv") { inputs.settings["size"] = nil }
    for (key, tensor) in file.tensors where key.hasPrefix("parameters/") {
      inputs.parameters[String(key.dropFirst("parameters/".count))] = tensor
    }
    for input in recipe.inputs {
      guard let tensor = file.tensors[input.name] else { continue }
      if input.isPerStep {
        inputs.steps = tensor.shape[0]
        inputs.series[input.name, ""] = .init(
          shape: Array(tensor.shape.dropFirst()), steps: tensor.shape[0], values: tensor.values)
      } else if tensor.count == 1 && input.axes.isEmpty {
        inputs.constants[.init(input.name)] = Tensor(tensor.values[0])
      } else {
        inputs.constants[.init(input.name)] = tensor
      }
    }
    return inputs
  }

  struct Comparison {
    let tensor: String
    let difference: Double
  }

  /// Every tensor that both the file and the trace have, but for what the file gave.
  func comparisons(_ recipe: Recipe) throws -> [Comparison] {
    let trace = try recipe.trace(inputs(for: recipe))
    let given = Set(recipe.inputs.map(\.name))
    return file.tensors.sorted { $0.key < $1.key }.compactMap { key, theirs in
      let parts = key.split(separator: "/", maxSplits: 1).map(String.init)
      guard recipe.quantities.contains(parts[0]), !given.contains(parts[0]) else { return nil }
      guard let ours = trace[parts[0], parts.count > 1 ? parts[1] : ""] else {
        return Comparison(tensor: key, difference: .infinity)
      }
      return Comparison(tensor: key, difference: difference(ours, theirs))
    }
  }

  /// The largest |ours − theirs|, in units of the tensor's largest magnitude; infinity where the shapes differ.
  private func difference(_ ours: Trace.Series, _ theirs: Tensor) -> Double {
    var values = ours.values
    let own = ours.steps > 1 || theirs.shape.count > ours.shape.count ? [ours.steps] + ours.shape : ours.shape
    if own != theirs.shape {
      guard ours.steps > 1, ours.shape == theirs.shape else {
        return theirs.count == 1 && values.count == 1 ? Self.relative(values, theirs.values) : .infinity
      }
      // Recorded as the sum over the steps.
      values = (0..<ours.stride).map { place in (0..<ours.steps).reduce(0) { $0 + values[$1 * ours.stride + place] } }
    }
    return Self.relative(values, theirs.values)
  }

  static func relative(_ a: [Double], _ b: [Double]) -> Double {
    guard a.count == b.count else { return .infinity }
    let scale = b.map { abs($0) }.max() ?? 0
    var worst = 0.0
    for (a, b) in zip(a, b) where a != b {
      guard a.isFinite, b.isFinite else { return .infinity }
      worst = max(worst, abs(a - b) / scale)
    }
    return worst
  }
}
