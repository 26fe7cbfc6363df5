internal import Tensors
internal import Traces
internal import WorkerProtocol

/// Answers a submission's questions during its steps. Answers are counted, up to the case's grants, and given only for
/// points of the model's names and shapes.
struct Answering {
  private let objective: QuadraticObjective?
  private let grants: [Question: Int]
  private let parameters: [(name: String, tensor: Tensor)]
  /// The count of answers to each question.
  private(set) var answered: [Question: Int] = [:]
  /// The last gradient that was given in this step, by an answer or at its start.
  private var gradient: [String: Tensor] = [:]

  init(_ objective: QuadraticObjective?, grants: [Question: Int], parameters: [(name: String, tensor: Tensor)]) {
    self.objective = objective
    self.grants = grants
    self.parameters = parameters
  }

  /// Begins a step with these gradients.
  mutating func begin(with gradients: [(name: String, tensor: Tensor)]) {
    gradient = Dictionary(gradients.map { ($0.name, $0.tensor) }) { first, _ in first }
  }

  /// The answer to a question, or the refusal.
  mutating func answer(_ what: String, at given: [WireTensor]) throws(ConversationError) -> Request {
    guard let objective, let asked = Question(rawValue: what), let granted = grants[asked]
    else { return .refuse(.notGranted) }
    // The kit asks at no other points.
    guard given.map(\.name) == parameters.map(\.name),
      zip(given, parameters).allSatisfy({ $0.shape == $1.tensor.shape })
    else { throw .violation("the \(asked) was asked for at a point that is no such model's") }
    guard answered[asked, default: 0] < granted else { return .refuse(.usedUp) }
    answered[asked, default: 0] += 1
    let point = given.map { Tensor(shape: $0.shape, values: $0.values) }
    switch asked {
    case .loss: return .answer([WireTensor(name: "loss", shape: [], values: [objective.loss(at: point)])])
    case .gradient:
      let found = zip(parameters.map(\.name), objective.gradient(at: point)).map { (name: $0, tensor: $1) }
      begin(with: found)
      return .answer(found.map { WireTensor(name: $0.name, shape: $0.tensor.shape, values: $0.tensor.values) })
    }
  }

  /// True if the published gradients of a parameter are the given ones, bit by bit. A component without parameters may
  /// have a quantity of its own by that name.
  func gave(_ tensor: WireTensor) -> Bool {
    parameters.isEmpty || gradient[tensor.name]?.values.map(\.bitPattern) == tensor.values.map(\.bitPattern)
  }
}
