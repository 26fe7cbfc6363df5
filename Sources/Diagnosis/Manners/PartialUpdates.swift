internal import Equations
internal import Judging

/// Numbers that are left as they were, or zero, while all others follow their equation: a loop leaves them out.
struct PartialUpdates {
  private let quantity: WrongQuantity
  private let columns: [Columns]

  init(_ quantity: WrongQuantity) {
    self.quantity = quantity
    columns = quantity.columns ?? []
  }

  typealias Found = (manner: Manner, evidence: Evidence)

  /// Steps at which everything stays as it was.
  func steps() -> Found? {
    let steps = columns.steps + [.from(2)]
    let rare = columns.steps.filter { if case .every(3..., _) = $0 { true } else { false } }
    let spots = steps.map(Spot.steps) + rare.map { Spot.but(.steps($0)) }
    let names = Set(columns.map(\.parameter))
    let wrong = Set(columns.filter { $0.isWrong.contains(true) }.map(\.parameter))
    let ofSome = wrong.count < names.count ? steps.map { Spot.among(wrong.sorted(), $0) } : []
    return smallest(spots + ofSome) { leaves($0, .unchanged) ? .unchanged : nil }
  }

  /// Places that never change, or are never computed.
  func places() -> Found? {
    if quantity.isChoice { return nil }
    return smallest(columns.places) { spot in
      if quantity.isState, leaves(spot, .unchanged) { return .unchanged }
      return leaves(spot, .zero) ? .zero : nil
    }
  }

  /// Elements of a state that never change, in cases of several steps: no formula gives the very same numbers again and
  /// again by chance.
  func untouched() -> Found? {
    let stuck = columns.filter { $0.isWrong.contains(true) }
    guard !quantity.isChoice, quantity.isState, !stuck.isEmpty, stuck.allSatisfy({ $0.steps >= Self.fewestSteps })
    else {
      return nil
    }
    return smallest(columns.places) { leaves($0, .unchanged) ? .unchanged : nil }
      ?? smallest([elements]) { leaves($0, .unchanged) ? .unchanged : nil }
  }

  /// Elements that are never computed.
  func missing() -> Found? {
    if quantity.isChoice || quantity.isState { return nil }
    return smallest([elements]) { leaves($0, .zero) ? .zero : nil }
  }

  /// The fewest steps that show that an element never changes.
  private static let fewestSteps = 3

  private var elements: Spot {
    let wrong = columns.reduce(0) { total, one in
      total + Set(one.isWrong.indices.filter { one.isWrong[$0] == true }.map { $0 % max(one.count, 1) }).count
    }
    return .elements(wrong, of: columns.reduce(0) { $0 + $1.count })
  }

  /// The smallest spot outside of which nothing is wrong, and in which nothing is done.
  private func smallest(_ spots: [Spot], _ left: (Spot) -> Manner.Remainder?) -> Found? {
    var best: (spot: Spot, remainder: Manner.Remainder, size: Int)?
    for spot in spots {
      guard let size = size(spot), size < best?.size ?? .max, let remainder = left(spot) else { continue }
      best = (spot, remainder, size)
    }
    guard let best else { return nil }
    let evidence = columns.evidence { $0 == false }
    guard quantity.isChoice || evidence.isEnough(for: 1) else { return nil }
    return (.skips(best.spot, best.remainder), evidence)
  }

  /// The fewest wrong numbers that show a habit.
  private static let fewest = 2

  /// The count of the numbers in a spot; nil if there is a wrong one outside, too few inside, or a case that has no
  /// number outside.
  private func size(_ spot: Spot) -> Int? {
    var (size, wrong, outside) = (0, 0, 0)
    for one in columns {
      guard let mask = spot.mask(in: one) else { return nil }
      for position in mask.indices {
        if mask[position] { size += 1 } else { outside += 1 }
        guard one.isWrong[position] == true else { continue }
        if !mask[position] { return nil }
        wrong += 1
      }
    }
    return wrong >= Self.fewest && outside > 0 ? size : nil
  }

  private func leaves(_ spot: Spot, _ remainder: Manner.Remainder) -> Bool {
    columns.allSatisfy { one in
      guard let mask = spot.mask(in: one) else { return false }
      return mask.indices.allSatisfy { position in
        if !mask[position] { return true }
        return remainder == .zero ? one.published.values[position] == 0 : one.isUnchanged(position)
      }
    }
  }
}
