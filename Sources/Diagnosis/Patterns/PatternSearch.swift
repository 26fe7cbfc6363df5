internal import Equations
internal import Judging

/// Looks for the smallest spot that holds exactly the wrong numbers of every case.
struct PatternSearch {
  private let quantity: WrongQuantity
  private let columns: [Columns]

  init(_ quantity: WrongQuantity) {
    self.quantity = quantity
    columns = quantity.columns ?? []
  }

  /// The pattern, and the evidence that the other numbers are right; nil if nothing is wrong that can be judged.
  func pattern() -> (pattern: Pattern, evidence: Evidence)? {
    let verdicts = columns.flatMap(\.isWrong)
    let wrong = verdicts.count { $0 == true }
    guard wrong > 0 else { return nil }
    let spot = columns.spots(quantity).filter { isExact($0, isTold: true) }.min { size($0) < size($1) }
    // Without a spot and a size, the counts alone lead nowhere.
    guard spot != nil || measured != nil else { return nil }
    let pattern = Pattern(spot: spot, wrong: wrong, judged: verdicts.count { $0 != nil }, size: measured)
    return (pattern, columns.evidence { $0 == false })
  }

  /// The spots of the wrong numbers that a formula can tell from the others, the smallest first.
  var conditions: [(spot: Spot, condition: Expression)] {
    let found = columns.spots(quantity).filter { $0.condition != nil && isExact($0, isTold: false) }.sorted {
      size($0) < size($1)
    }
    return found.prefix(2).compactMap { spot in spot.condition.map { (spot, $0) } }
  }

  /// True if the spot holds every wrong number, and none but wrong ones as far as they speak for themselves.
  ///
  /// - Parameter isTold: true if the spot alone is to be told. Then numbers that are right because a source is zero are
  ///   not enough: any product with it is.
  private func isExact(_ spot: Spot, isTold: Bool) -> Bool {
    var (inside, outside) = (false, false)
    let zeros = isTold ? spot.zeros : nil
    for one in columns {
      guard let mask = spot.mask(in: one) else { return false }
      let zero = zeros?.mask(in: one)
      let pooled = one.pooled(by: spot.grain)
      for position in mask.indices {
        guard let isWrong = pooled[position] else { continue }
        if isWrong != mask[position] { return false }
        if isWrong { inside = true } else if zero?[position] != true { outside = true }
      }
    }
    return inside && outside && (!isTold || isCertain(spot))
  }

  /// The largest chance that all elements outside of a place are right by luck.
  private static let luck = 0.01

  /// True if a place is more than where a few elements happen to be right: with the share of wrong ones that the place
  /// has, others would have been wrong as well.
  private func isCertain(_ spot: Spot) -> Bool {
    switch spot.grain {
    case .parameter, .place: break
    case .number, .step, .whole: return true
    }
    var (wrong, inside, outside) = (0, 0, 0)
    for one in columns {
      guard let mask = spot.mask(in: one) else { return false }
      for place in 0..<one.count {
        let verdicts = stride(from: place, to: one.isWrong.count, by: one.count).compactMap { one.isWrong[$0] }
        if verdicts.isEmpty { continue }
        if mask[place] {
          inside += 1
          if verdicts.contains(true) { wrong += 1 }
        } else {
          outside += 1
        }
      }
    }
    let share = (Double(wrong) + 0.5) / (Double(inside) + 1)
    return Elementary.power(1 - share, Double(outside)) <= Self.luck
  }

  private func size(_ spot: Spot) -> Int {
    columns.reduce(0) { $0 + (spot.mask(in: $1)?.count { $0 } ?? 0) }
  }

  /// The size of the wrong numbers; nil unless all of them have the same sign beside the right ones, and are of an order
  /// with them.
  private var measured: Pattern.Size? {
    var (least, largest) = (Double.infinity, 0.0)
    var signs: Set<Bool> = []
    for one in columns {
      guard let computed = one.computed else { return nil }
      for position in one.isWrong.indices where one.isWrong[position] == true {
        let ratio = one.published.values[position] / computed.values[position]
        guard ratio.isFinite, ratio != 0 else { return nil }
        least = min(least, abs(ratio))
        largest = max(largest, abs(ratio))
        signs.insert(ratio > 0)
      }
    }
    guard signs.count == 1, least >= 0.1, largest <= 10 else { return nil }
    return Pattern.Size(hasRightSign: signs.contains(true), least: least, largest: largest)
  }
}

extension Columns {
  /// The verdict on each number together with those that it speaks for: true if any of them is wrong.
  fileprivate func pooled(by grain: Spot.Grain) -> [Bool?] {
    func key(_ position: Int) -> Int {
      switch grain {
      case .number: position
      case .place: position % max(count, 1)
      case .step: position / max(count, 1)
      case .parameter, .whole: 0
      }
    }
    var verdicts: [Int: Bool] = [:]
    for position in isWrong.indices {
      guard let isWrong = isWrong[position] else { continue }
      verdicts[key(position)] = verdicts[key(position)] ?? false || isWrong
    }
    return isWrong.indices.map { verdicts[key($0)] }
  }
}

extension [Columns] {
  /// The evidence of the numbers whose verdict is of a kind.
  func evidence(_ isTaken: (Bool?) -> Bool) -> Evidence {
    var evidence = Evidence()
    for one in self {
      guard let computed = one.computed else { continue }
      let taken = one.isWrong.indices.filter { isTaken(one.isWrong[$0]) }
      guard !taken.isEmpty else { continue }
      func block(_ block: Block) -> Value {
        Value(
          Block(
            axes: [.step], shape: [taken.count], values: taken.map { block.values[$0] },
            error: block.error.map { error in taken.map { error[$0] } }))
      }
      evidence.add(
        Judgement(
          published: block(one.published), computed: block(computed), precision: one.examination.precision))
    }
    return evidence
  }

  /// The spots that can be named.
  fileprivate func spots(_ quantity: WrongQuantity) -> [Spot] {
    let named = places + steps.map(Spot.steps)
    let cases = Set(map(\.examination.caseID))
    let wrongCases = Set(filter { $0.isWrong.contains(true) }.map(\.examination.caseID))
    let ofCases = cases.count > 1 && wrongCases.count < cases.count ? [Spot.cases(wrongCases.sorted())] : []
    let leaves = quantity.signedSources.flatMap { source in Spot.Sign.allCases.map { Spot.sign(source, $0) } }
    // Any product with a source that is zero is right.
    let told = (named + leaves).flatMap { spot -> [Spot] in
      if case .sign(_, .zero) = spot { [spot] } else { [spot, .but(spot)] }
    }
    return ofCases + told
  }

  /// The steps that a program may treat otherwise than the rest. A period needs two of its steps in one case.
  var steps: [Spot.Steps] {
    let most = Swift.max(1, map(\.steps).max() ?? 1)
    return Spot.Steps.few.filter { spot in
      guard case .every = spot else { return true }
      return (1...most).count { spot.contains($0, of: most) } > 1
    }
  }

  /// The places that a loop may leave out or get wrong.
  var places: [Spot] {
    let names = Set(map(\.parameter))
    let wrong = Set(filter { $0.isWrong.contains(true) }.map(\.parameter))
    let axes = map(\.axes).max { $0.count < $1.count } ?? []
    let slices =
      axes.count < 2
      ? []
      : axes.enumerated().flatMap { index, axis in
        [true, false].map { Spot.slice(index, isLast: $0, of: axis.name) }
      }
    let ends = [true, false].flatMap { isLast in
      [false, true].map { Spot.end(isLast: isLast, ofSingles: $0) }
    }
    return (wrong.count < names.count ? [.parameters(wrong.sorted())] : []) + slices + ends
  }
}

extension Spot.Steps {
  /// Some steps, and the rest.
  fileprivate static var few: [Spot.Steps] {
    [.first, .last] + (2...5).map { .only($0) } + (3...5).map { .from($0) }
      + (2...5).flatMap { every in (0..<every).map { .every(every, remainder: $0) } }
  }
}

extension WrongQuantity {
  /// The sources whose sign may make a difference: those of the equation, of this step or of the one before.
  fileprivate var signedSources: [Expression] {
    guard equations.count == 1 else { return [] }
    var found: [Expression] = []
    for node in formula.node.subformulas {
      switch node {
      case .quantity, .previous(_, along: .step):
        if !found.contains(Expression(node)) { found.append(Expression(node)) }
      default: break
      }
    }
    return found
  }
}
