import Equations
import Foundation
import Reference
import Tensors
import Testing
import Traces

/// A recorded trace of another program, with the inputs and settings that it ran on.
struct Oracle: Sendable, Equatable, CustomTestStringConvertible {
  let path: String
  let file: Safetensors
  let settings: [String: [Double]]

  var recipeName: String { file.metadata["recipe"] ?? "" }
  var convention: String { file.metadata["convention"] ?? "" }
  var testDescription: String { path }

  /// Recorded under another name than the convention's own.
  private static let aliases = ["muon/bfloat16": "plain"]

  static let all: [Oracle] = {
    let root = URL(filePath: #filePath).appending(path: "../../../references/oracles").standardized
    let files =
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return files.filter { $0.pathExtension == "safetensors" }.sorted { $0.path < $1.path }.compactMap { url in
      guard let data = try? Data(contentsOf: url), let file = try? Safetensors(decoding: [UInt8](data)) else {
        return nil
      }
      let path = "\(url.deletingLastPathComponent().lastPathComponent)/\(url.lastPathComponent)"
      return Oracle(path: path, file: file, settings: numbers(file.metadata["settings"] ?? "{}"))
    }
  }()

  /// Those of optimizers and schedules that the catalogue has.
  static let known: [Oracle] = all.filter { oracle in Listed.all.contains { $0.recipe.name == oracle.recipeName } }

  private static func numbers(_ json: String) -> [String: [Double]] {
    let object = (try? JSONSerialization.jsonObject(with: Data(json.utf8))) as? [String: Any] ?? [:]
    return object.compactMapValues { ($0 as? [Double]) ?? ($0 as? Double).map { [$0] } }
  }

  // MARK: Running

  /// The recipe, taking from the file what the file hands out, and the inputs in the file.
  func prepared() throws -> (recipe: Recipe, inputs: RunInputs) {
    let name = Self.aliases["\(recipeName)/\(convention)"] ?? convention
    var recipe = try Catalogue.component(recipeName).recipe(name)
    // The objective is the recorder's own where the file has none: its answers are then inputs.
    let answers = recipe.component.inputs.map(\.name).filter { hasTensor($0) }
    if !hasTensor("curvature") { recipe = recipe.given(Set(answers)) }
    var inputs = RunInputs(steps: steps(of: recipe))
    for (key, tensor) in file.tensors where key.hasPrefix("parameters/") {
      inputs.parameters[String(key.dropFirst("parameters/".count))] = tensor
    }
    for input in recipe.inputs {
      for (key, tensor) in try tensors(of: input, recipe) {
        guard input.isPerStep else {
          inputs.constants[key] = tensor
          continue
        }
        inputs.series[key] = .init(
          shape: Array(tensor.shape.dropFirst()), steps: tensor.shape[0], values: tensor.values)
      }
    }
    for (name, values) in settings where values.count == 1 { inputs.settings[name] = values[0] }
    if let coefficients = settings["coefficients"] {
      for (letter, value) in zip("ABC", coefficients) { inputs.settings["coefficient\(letter)"] = value }
    }
    if let rates = file.tensors["learningRates"] { inputs.schedules["learningRate"] = rates.values }
    return (recipe, inputs)
  }

  private func hasTensor(_ quantity: String) -> Bool {
    file.tensors.keys.contains { $0 == quantity || $0.hasPrefix("\(quantity)/") }
  }

  private func tensors(of input: Input, _ recipe: Recipe) throws -> [Trace.Key: Tensor] {
    switch (recipe.name, input.name) {
    case ("lineSearch", "rates"):
      return [Trace.Key("rates"): list(settings["learningRates"] ?? [])]
    case ("piecewiseConstant", "boundaries"):
      return [Trace.Key("boundaries"): list([0] + (settings["boundaries"] ?? []))]
    case ("piecewiseConstant", "values"):
      return [Trace.Key("values"): list(settings["values"] ?? [])]
    default:
      let found = file.tensors.filter { $0.key == input.name || $0.key.hasPrefix("\(input.name)/") }
      return Dictionary(
        uniqueKeysWithValues: found.map {
          (Trace.Key(input.name, $0.key == input.name ? "" : String($0.key.dropFirst(input.name.count + 1))), $0.value)
        })
    }
  }

  private func list(_ values: [Double]) -> Tensor { Tensor(shape: [values.count], values: values) }

  private func steps(of recipe: Recipe) -> Int {
    if let step = file.tensors["step"]?.values.max() { return Int(step) }
    if let loss = file.tensors["validationLoss"] { return loss.count }
    return file.tensors.first { $0.key.hasPrefix("gradients/") }?.value.shape.first ?? 1
  }

  // MARK: Comparing

  struct Comparison {
    let tensor: String
    let difference: Double
  }

  /// Every tensor that both the file and our trace have, but for what the file gave us.
  func comparisons() throws -> [Comparison] {
    let (recipe, inputs) = try prepared()
    let trace = try recipe.trace(inputs)
    return file.tensors.keys.sorted().compactMap { key in
      let parts = key.split(separator: "/", maxSplits: 1).map(String.init)
      let (quantity, parameter) = (parts[0], parts.count > 1 ? parts[1] : "")
      guard recipe.quantities.contains(quantity), let theirs = file.tensors[key] else { return nil }
      // A quantity of the whole network is recorded once for each parameter by some libraries.
      guard let ours = trace[quantity, parameter] ?? trace[quantity, ""] else {
        return Comparison(tensor: key, difference: .infinity)
      }
      return Comparison(
        tensor: key, difference: Self.difference(selected(ours, theirs), theirs.values, stride: ours.stride))
    }
  }

  /// Our values at the steps that the file has: all of them, those it lists, or the last.
  private func selected(_ series: Trace.Series, _ theirs: Tensor) -> [Double] {
    if let step = file.tensors["step"] { return step.values.flatMap { Array(series.step(Int($0) - 1)) } }
    return theirs.shape.isEmpty ? Array(series.step(series.steps - 1)) : series.values
  }

  /// A hundredth of the largest magnitude that an element had so far stands under its differences: what is left where
  /// an element nearly cancels itself is the rounding of the numbers before it.
  static let floor = 0.01

  /// The largest |a − b| / max(|a|, |b|, floor · |the element's largest so far|).
  ///
  /// - Parameter stride: how many elements a step has.
  static func difference(_ a: [Double], _ b: [Double], stride: Int) -> Double {
    guard a.count == b.count else { return .infinity }
    var largest = [Double](repeating: 0, count: stride)
    var worst = 0.0
    for (index, (x, y)) in zip(a, b).enumerated() where x != y || x.isFinite {
      guard x.isFinite, y.isFinite else { return .infinity }
      let element = index % stride
      largest[element] = max(largest[element], abs(x), abs(y))
      if x != y { worst = max(worst, abs(x - y) / max(abs(x), abs(y), floor * largest[element])) }
    }
    return worst
  }
}
