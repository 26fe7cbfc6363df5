package import Equations
internal import Reference
internal import Tensors
package import Traces

extension RecordedTrace {
  /// Returns the inputs in the file, as its recipe takes them.
  package func inputs(for recipe: Recipe) -> RunInputs {
    recipe.component.isAlongSteps ? inputsAlongSteps(recipe) : inputsOfLayer(recipe)
  }

  private var parameters: [String: Tensor] {
    let prefix = "parameters/"
    let found = file.tensors.filter { $0.key.hasPrefix(prefix) }
    return Dictionary(uniqueKeysWithValues: found.map { (String($0.key.dropFirst(prefix.count)), $0.value) })
  }

  // MARK: Optimizers and schedules

  private func inputsAlongSteps(_ recipe: Recipe) -> RunInputs {
    var inputs = RunInputs(parameters: parameters, steps: recordedSteps)
    for input in recipe.inputs {
      for (key, tensor) in tensors(of: input, recipe) {
        if input.isPerStep {
          inputs.series[key] = series(tensor)
        } else {
          inputs.constants[key] = tensor
        }
      }
    }
    inputs.settings = settings.compactMapValues { $0.count == 1 ? $0[0] : nil }
    if let coefficients = settings["coefficients"] {
      for (letter, value) in zip("ABC", coefficients) { inputs.settings["coefficient\(letter)"] = value }
    }
    if let rates = file.tensors["learningRates"] { inputs.schedules["learningRate"] = rates.values }
    return inputs
  }

  private func tensors(of input: Input, _ recipe: Recipe) -> [Trace.Key: Tensor] {
    switch (recipe.name, input.name) {
    case ("lineSearch", "rates"): return [Trace.Key("rates"): list(settings["learningRates"])]
    case ("piecewiseConstant", "boundaries"):
      return [Trace.Key("boundaries"): list([0] + (settings["boundaries"] ?? []))]
    case ("piecewiseConstant", "values"): return [Trace.Key("values"): list(settings["values"])]
    default:
      let found = file.tensors.filter { $0.key == input.name || $0.key.hasPrefix("\(input.name)/") }
      return Dictionary(
        uniqueKeysWithValues: found.map {
          (Trace.Key(input.name, $0.key == input.name ? "" : String($0.key.dropFirst(input.name.count + 1))), $0.value)
        })
    }
  }

  private func list(_ values: [Double]?) -> Tensor { Tensor(shape: [values?.count ?? 0], values: values ?? []) }

  private var recordedSteps: Int {
    if let step = file.tensors["step"]?.values.max() { return Int(step) }
    if let loss = file.tensors["validationLoss"] { return loss.count }
    return file.tensors.first { $0.key.hasPrefix("gradients/") }?.value.shape.first ?? 1
  }

  private func series(_ tensor: Tensor) -> Trace.Series {
    .init(shape: Array(tensor.shape.dropFirst()), steps: tensor.shape[0], values: tensor.values)
  }

  // MARK: Layers, losses, initializers, training runs

  /// Recorded names that are not settings of the recipe: read off a shape, or told apart by a convention.
  private static let readElsewhere: Set<String> = ["countPadding", "causal", "factor", "fanIn", "fanOut", "steps"]

  private func inputsOfLayer(_ recipe: Recipe) -> RunInputs {
    var inputs = RunInputs(parameters: parameters, steps: setting("steps").map { Int($0) } ?? 1)
    for (name, values) in settings where values.count == 1 && !Self.readElsewhere.contains(name) {
      inputs.settings[name] = values[0]
    }
    if name.hasPrefix("conv") { inputs.settings["size"] = nil }
    for input in recipe.inputs {
      guard let tensor = file.tensors[input.name] else { continue }
      if input.isPerStep {
        inputs.steps = tensor.shape[0]
        inputs.series[input.name, ""] = series(tensor)
      } else {
        inputs.constants[.init(input.name)] = tensor
      }
    }
    return inputs
  }
}
