internal import Reference
internal import Traces

/// A way to choose that looks at nothing but a list that is given: the same number, place or rank each time.
enum FixedChoice {
  case number(Double)
  case place(Int, fromEnd: Bool, of: Trace.Key)
  case rank(Int, fromEnd: Bool, of: Trace.Key)

  /// The number that is chosen in a case; nil if its list is too short.
  func choice(_ inputs: RunInputs) -> Double? {
    switch self {
    case .number(let number): number
    case .place(let place, let fromEnd, let list): Self.entry(place, fromEnd, inputs.constants[list]?.values ?? [])
    case .rank(let rank, let fromEnd, let list):
      Self.entry(rank, fromEnd, (inputs.constants[list]?.values ?? []).sorted())
    }
  }

  private static func entry(_ place: Int, _ fromEnd: Bool, _ values: [Double]) -> Double? {
    let index = fromEnd ? values.count - 1 - place : place
    return values.indices.contains(index) ? values[index] : nil
  }
}

extension RunInputs {
  /// The ways to come to a number without looking at anything that a run computes.
  func rules(for choice: Double) -> [FixedChoice] {
    var rules: [FixedChoice] = [.number(choice)]
    for (list, tensor) in constants.sorted(by: { $0.key.quantity < $1.key.quantity }) where tensor.shape.count == 1 {
      guard let place = tensor.values.firstIndex(of: choice),
        let rank = tensor.values.sorted().firstIndex(of: choice)
      else { continue }
      let last = tensor.values.count - 1
      rules += [
        .place(place, fromEnd: false, of: list), .place(last - place, fromEnd: true, of: list),
        .rank(rank, fromEnd: false, of: list), .rank(last - rank, fromEnd: true, of: list),
      ]
    }
    return rules
  }
}
