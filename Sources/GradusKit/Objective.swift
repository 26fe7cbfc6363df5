/// The function that the weights are improved for. It can be asked at any point, if the assignment allows it.
///
/// Nesterov's look-ahead and a line search need it; most optimizers only need the gradients that their step is given.
/// The assignment says how often each may be asked. Asking for more ends the program.
///
///     g = Objective.gradient(at: weights - momentum * velocity)
public enum Objective {
  /// The loss at a point.
  ///
  /// - Precondition: a step is being taken; `point` has the names and shapes of the weights; the assignment answers for
  ///   the loss, and was not asked too often.
  public static func loss(at point: Parameters) -> Double {
    let answer = Inquiry.ask("loss", at: point).entries
    precondition(answer.count == 1 && answer[0].tensor.count == 1, "the loss did not arrive")
    return answer[0].tensor[0]
  }

  /// The loss's derivative by each weight at a point, with the names and shapes of the weights.
  ///
  /// - Precondition: as for ``loss(at:)``.
  public static func gradient(at point: Parameters) -> Parameters {
    let answer = Inquiry.ask("gradient", at: point).entries
    let gradient = Parameters(names: answer.map(\.name), tensors: answer.map(\.tensor))
    Inquiry.note(gradient)
    return gradient
  }
}
