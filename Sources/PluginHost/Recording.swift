internal import Tensors
internal import Traces
internal import WorkerProtocol

/// Collects what a plugin publishes, and refuses what was not asked for: another step, an undeclared quantity, an unknown
/// parameter, another shape, the same thing twice.
struct Recording {
  private(set) var trace = Trace()
  private let shapes: [String: [Int]]
  private var quantities: Set<String> = ["weights"]
  private var step = 0
  private var seen: Set<Trace.Key> = []
  private var numbersLeft: Int

  init(parameters: [(name: String, tensor: Tensor)], publishedNumbers: Int) {
    shapes = Dictionary(uniqueKeysWithValues: parameters.map { ($0.name, $0.tensor.shape) })
    numbersLeft = publishedNumbers
  }

  /// Begins a step: 0 for the start, then 1, 2, ….
  mutating func begin(step: Int, quantities: Set<String>) {
    self.step = step
    self.quantities = quantities
    seen = []
  }

  mutating func take(_ publication: Publication) throws(ConversationError) {
    let key = Trace.Key(publication.quantity, publication.tensor.name)
    guard quantities.contains(publication.quantity) else { throw .violation("\(key) was not asked for") }
    guard publication.step == UInt64(step), publication.time == 0 else {
      throw .violation("\(key) came for step \(publication.step) during step \(step)")
    }
    guard let shape = shapes[publication.tensor.name] else { throw .violation("\(key) is of no parameter") }
    guard publication.tensor.shape == shape else {
      throw .violation("\(key) has shape \(publication.tensor.shape), not \(shape)")
    }
    guard seen.insert(key).inserted else { throw .violation("\(key) came twice in step \(step)") }
    numbersLeft -= publication.tensor.values.count
    guard numbersLeft >= 0 else { throw .violation("more numbers than the limit were published") }
    var series = trace[key] ?? Trace.Series(shape: shape)
    trace[key] = nil
    let position = publication.quantity == "weights" ? step : step - 1
    // What was left out before stays recognisable as missing and keeps the later steps in their places.
    while series.steps < position { series.append([Double](repeating: .nan, count: series.stride)) }
    series.append(publication.tensor.values)
    trace[key] = series
  }

  /// Checks at the end of a step that what is always published was.
  func end(always: Set<String>) throws(ConversationError) {
    for quantity in always.sorted() {
      for name in shapes.keys.sorted() where !seen.contains(Trace.Key(quantity, name)) {
        throw .violation("\(quantity)/\(name) is missing in step \(step)")
      }
    }
  }
}
