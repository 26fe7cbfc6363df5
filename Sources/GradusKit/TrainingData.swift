/// The input of a ``Trainer``: tensors by name, and the number of steps to take.
///
///     let (x, target) = (data["x"], data["target"])   // the same at every step
///     let noise = data["noise", step: 3]              // new at each step, counted from 1
///     var batch = [Int]()                             // yours to pick: data.batchSize positions in x
///
/// The assignment lists the names.
public struct TrainingData: Sendable {
  /// The number of steps to take, and to report; at least 1.
  public internal(set) var steps = 1
  /// Tensors that stay the same throughout.
  var constants: [String: Tensor] = [:]
  /// Tensors that are given anew at each step.
  var series: [String: [Tensor]] = [:]
  /// Names that the program picks or draws for itself, with the shape of one step's entry.
  var chosen: [String: [Int]] = [:]

  /// The tensor of a name that stays the same throughout, such as `data["x"]`.
  ///
  /// - Precondition: there is such a tensor of that name.
  public subscript(name: String) -> Tensor {
    if let tensor = constants[name] { return tensor }
    if series[name] != nil {
      preconditionFailure("\"\(name)\" is new at each step: ask for data[\"\(name)\", step: 1]")
    }
    if chosen[name] != nil { preconditionFailure("\"\(name)\" is yours to choose, so it is not in the data") }
    preconditionFailure("there is no \"\(name)\" in the data: \(known(constants.keys))")
  }

  /// The tensor of a name that is new at each step, such as `data["noise", step: 3]`; steps are counted from 1.
  ///
  /// - Precondition: there is such a tensor of that name, and such a step.
  public subscript(name: String, step step: Int) -> Tensor {
    if let tensors = series[name] {
      guard tensors.indices.contains(step - 1) else {
        preconditionFailure("there is no step \(step): they are counted from 1 to \(steps)")
      }
      return tensors[step - 1]
    }
    if constants[name] != nil {
      preconditionFailure("\"\(name)\" is the same at every step: ask for data[\"\(name)\"]")
    }
    if chosen[name] != nil { preconditionFailure("\"\(name)\" is yours to choose, so it is not in the data") }
    preconditionFailure("there is no \"\(name)\" in the data: \(known(series.keys))")
  }

  /// The shape of one step's entry of a name, also of one that you choose yourself: `data.shape(of: "noise")`.
  ///
  /// - Precondition: the assignment knows that name.
  public func shape(of name: String) -> [Int] {
    if let shape = constants[name]?.shape ?? series[name]?.first?.shape ?? chosen[name] { return shape }
    preconditionFailure(
      "there is no \"\(name)\" in the data: \(known(Array(constants.keys) + series.keys + chosen.keys))")
  }

  /// The number of examples of a step: the length of `batches`. You pick those, or are given them as
  /// `data["batches", step: 1]`.
  ///
  /// - Precondition: the assignment works in batches.
  public var batchSize: Int {
    guard let size = (chosen["batches"] ?? series["batches"]?.first?.shape)?.first else {
      preconditionFailure("this assignment has no batches: every step takes all examples")
    }
    return size
  }

  private func known(_ names: some Sequence<String>) -> String {
    let names = names.sorted()
    return names.isEmpty ? "there is nothing of the kind" : "there is \(names.joined(separator: ", "))"
  }
}
