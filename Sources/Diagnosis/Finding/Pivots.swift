/// The few points at which formulas are compared first: from all cases, spread over steps and elements.
enum Pivots {
  /// The number of points that are wanted.
  static let count = 36

  /// Chooses points from those of a mask.
  ///
  /// - Parameters:
  ///   - misfits: the points at which the asked formula does not hold. If they are few, half of the choice is theirs.
  ///   - isPlain: true where no leaf is zero; a zero tells too little.
  static func choose(_ points: Points, from mask: [Bool], misfits: [Bool], isPlain: [Bool]) -> [Int] {
    let wrong = mask.indices.map { mask[$0] && misfits[$0] }
    let total = mask.count(where: \.self)
    let share = wrong.count(where: \.self)
    guard share > 0, 10 * share < 6 * total else { return spread(points, mask, isPlain, count) }
    let both = spread(points, wrong, isPlain, count / 2) + spread(points, mask, isPlain, count / 2)
    return Set(both).sorted()
  }

  private static func spread(_ points: Points, _ mask: [Bool], _ isPlain: [Bool], _ wanted: Int) -> [Int] {
    let cases = Set(mask.indices.filter { mask[$0] }.map { points.cases[$0] }).sorted()
    var chosen: Set<Int> = []
    for own in cases {
      let all = mask.indices.filter { mask[$0] && points.cases[$0] == own }
      let plain = all.filter { isPlain[$0] }
      let usable = plain.count >= min(4, all.count) ? plain : all
      let steps = Set(usable.map { points.steps[$0] }).sorted()
      let most = steps.count < usable.count ? 6 : 12
      let taken = places(from: steps.count > 6 ? 2 : 0, to: steps.count - 1, min(most, steps.count)).map { steps[$0] }
      let each = max(1, wanted / cases.count / max(1, taken.count))
      for (turn, step) in taken.enumerated() {
        let here = usable.filter { points.steps[$0] == step }
        // The start moves on from step to step, so that other elements have their turn.
        for place in places(from: 0, to: here.count - 1, min(each, here.count)) {
          chosen.insert(here[(place + 5 * turn) % here.count])
        }
      }
    }
    return chosen.sorted()
  }

  /// Evenly spread whole numbers, the first and the last included.
  private static func places(from first: Int, to last: Int, _ count: Int) -> [Int] {
    guard count > 1, last > first else { return [max(0, min(first, last))] }
    return Set((0..<count).map { first + ($0 * (last - first) + (count - 1) / 2) / (count - 1) }).sorted()
  }
}
