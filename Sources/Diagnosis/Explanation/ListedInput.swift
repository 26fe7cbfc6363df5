package import Equations
internal import Judging
internal import Traces

/// A tensor that a run of a recipe takes, as its file names it.
package struct ListedInput: Equatable, Sendable {
  /// The name in the file; `<name>` stands for each parameter's.
  package let name: String
  /// The names of its axes; nil if any shape will do.
  package let axes: [String]?
  package let meaning: String
  /// True if a run goes without it.
  package let isOptional: Bool

  init(_ name: String, _ axes: [String]?, _ meaning: String, optional isOptional: Bool = false) {
    self.name = name
    self.axes = axes
    self.meaning = meaning
    self.isOptional = isOptional
  }

  /// `x [batch, in]`.
  var layout: String { "\(name) [\(axes.map { $0.joined(separator: ", ") } ?? "…")]" }
}

extension Recipe {
  /// The inputs of a run, in this convention: no more and no less than `RunInputs.validate` asks for.
  package var listedInputs: [ListedInput] {
    var listed: [ListedInput] = []
    if parameters.isEmpty, quantities.contains("weights") {
      listed.append(
        ListedInput("parameters/<name>", axes["weights"].map { $0.map(\.name) }, "the parameters at the start"))
    }
    for name in parameters {
      listed.append(ListedInput("parameters/\(name)", axes[name].map { $0.map(\.name) }, "learned: its start"))
    }
    for input in inputs {
      let name = input.isPerParameter ? "\(input.name)/<name>" : input.name
      listed.append(ListedInput(name, extents(of: input), input.meaning))
    }
    if component.kind == .optimizer || component.kind == .training, usedSettings.contains("learningRate") {
      listed.append(
        ListedInput(
          "learningRates", ["step"], "a rate for each step in place of the setting, if wanted", optional: true))
    }
    return listed
  }

  /// The names of an input's axes; nil if any shape will do.
  private func extents(of input: Input) -> [String]? {
    let own = input.axes.map(\.name)
    if input.isPerParameter { return (input.isPerStep ? ["step"] : []) + ["…"] }
    if input.isPerStep { return ["step"] + own }
    return own.isEmpty ? nil : own
  }
}
