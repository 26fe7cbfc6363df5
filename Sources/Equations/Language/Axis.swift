/// The name of one direction of a tensor, along which it is summed, matched or stepped.
///
/// Two tensors are combined element by element along axes of the same name, and broadcast along all others, so an
/// equation never depends on the order in which a tensor happens to be stored.
package struct Axis: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  package let name: String

  package init(_ name: String) { self.name = name }
  package init(stringLiteral name: String) { self.name = name }
  package var description: String { name }

  /// Steps of an optimizer or of a training run.
  package static let step = Axis("step")
  /// Positions of a sequence.
  package static let time = Axis("time")
  /// Examples of a batch.
  package static let batch = Axis("batch")
  /// The first axis of a parameter of any network, as an optimizer sees it.
  package static let rows = Axis.dimension(0)
  /// The second axis of a parameter.
  package static let columns = Axis.dimension(1)

  /// The last steps of a quantity, the newest first.
  package static let lag = Axis("lag")
  /// Alternatives that are tried side by side, such as the rates of a line search.
  package static let candidate = Axis("candidate")

  /// All axes of a parameter together; only reductions take it.
  package static let elements = Axis("elements")
  /// All parameters of a network together; only reductions take it.
  package static let parameters = Axis("parameters")

  /// True if this may be one of the axes that `.elements` stands for: all but those that repeat a parameter.
  var isOfParameter: Bool { self != .step && self != .lag && self != .candidate }

  /// The name that an optimizer's equations give to a parameter's axis, counted from 0.
  package static func dimension(_ index: Int) -> Axis {
    switch index {
    case 0: "rows"
    case 1: "columns"
    default: Axis("dimension\(index)")
    }
  }
}
