internal import Equations
internal import Judging

/// The numbers of one equation in a few steps, which a change of an unpublished quantity has to give: nearly every one
/// fails there, without a bound of any error.
struct Probe {
  private let examination: Examination
  private let equation: Equation
  private let published: Block
  /// The first number that is wrong.
  private let position: Int
  /// The distance of each published number from a supposed one that no rounding makes, but for a share of the two.
  private let slack: [Double]
  private let share: Double

  /// A number that is off by more is none of a formula's, if its bound is narrow enough to prove anything.
  private static let share = 1e-4
  private static let slackness = 0x1p20

  /// - Returns: nil if no number is wrong.
  init?(_ examination: Examination, _ quantity: String) {
    share = max(Self.share, 0x1p12 * examination.precision.unitRoundoff)
    for equation in examination.recipe.equations(of: quantity) {
      let published = examination.recipe.value(of: equation.target, in: examination.trace, examination.inputs.names)
      guard let block = published.blocks.first(where: { !$0.isAbsent }), !published.isPerParameter,
        let own = examination.evaluate(equation), let pairs = Pairs(block, own.block(0), examination.precision)
      else { continue }
      let wrong = pairs.indices.first { pairs.areFinite($0) && pairs.ratio($0).map { $0 > Bound.allowance } ?? false }
      guard let wrong else { continue }
      (self.examination, self.equation, self.published, position) = (examination, equation, block, wrong)
      slack = pairs.indices.map { Self.slackness * pairs.allowed($0) }
      return
    }
    return nil
  }

  /// A probe into the first step of the smallest case that shows the mistake there.
  static func smallest(_ examinations: [Examination], _ quantity: String) -> Probe? {
    examinations.sorted { $0.size < $1.size }.lazy.compactMap { $0.prefix(1) }.compactMap { Probe($0, quantity) }.first
  }

  /// True if a number is far from what some changed formulas give. It costs half of a judgement, and is never true of
  /// formulas that a judgement would find to hold.
  func refutesFar(_ supposed: [String: Expression]) -> Bool {
    guard let value = examination.computed(equation, supposing: supposed, isBounded: false)?.block(0),
      value.fits(published)
    else { return false }
    let own = value.aligned(to: published.axes, shape: published.shape).values
    return own.indices.contains { i in
      // No distance of numbers that are not finite is larger than anything.
      abs(own[i] - published.values[i]) > share * (abs(own[i]) + abs(published.values[i])) + slack[i]
        && own[i].isFinite && published.values[i].isFinite
    }
  }

  /// True if the number is another one with some formulas changed.
  func refutes(_ supposed: [String: Expression]) -> Bool {
    if refutesFar(supposed) { return true }
    guard let value = examination.computed(equation, supposing: supposed),
      let pairs = Pairs(published, value.block(0), examination.precision)
    else { return false }
    return pairs.ratio(position).map { $0 > Bound.allowance } ?? false
  }

  /// The number that an open formula needs to have, nil if there is none of a few digits, and the runs that it took.
  func root(_ open: HiddenForms.Open, for name: String) -> (number: Double?, runs: Int) {
    func value(_ number: Double, isBounded: Bool) -> Pairs? {
      let supposed = [name: Expression(open.form(number).formula)]
      return examination.computed(equation, supposing: supposed, isBounded: isBounded).flatMap {
        Pairs(published, $0.block(0), examination.precision)
      }
    }
    return open.root { number in
      value(number, isBounded: false).map { $0.computed.values[position] - published.values[position] } ?? .nan
    } within: { number in
      guard let pairs = value(number, isBounded: true) else { return (.nan, .nan) }
      return (pairs.computed.values[position] - published.values[position], pairs.allowed(position))
    }
  }
}

extension HiddenForms.Open {
  /// The number for which a difference is no more than what is allowed; nil if it has more than a few digits.
  ///
  /// - Parameters:
  ///   - difference: the distance of what the formula gives from what is published.
  ///   - within: the same, and its bound.
  func root(
    _ difference: (Double) -> Double, within bounded: (Double) -> (value: Double, allowed: Double)
  ) -> (number: Double?, runs: Int) {
    var runs = 0
    func at(_ number: Double) -> Double {
      runs += 1
      return difference(number)
    }
    func allowed(_ number: Double) -> (value: Double, allowed: Double) {
      runs += 1
      return bounded(number)
    }
    var (a, b) = (start, start * 1.2)
    var (atA, atB) = (at(a), at(b))
    for _ in 0..<16 where atB != 0 {
      let next = b - atB * (b - a) / (atB - atA)
      guard next.isFinite, abs(next) < 1e6 else { break }
      (a, atA) = (b, atB)
      b = next
      atB = at(b)
      if !atB.isFinite || abs(b - a) <= 1e-14 * abs(b) { break }
    }
    var (off, most) = allowed(b)
    if isExponent, !(abs(off) <= 16 * most) {
      guard let between = Roots.between(Contractions.exponents, of: at).first else { return (nil, runs) }
      b = between
      (off, most) = allowed(b)
    }
    guard abs(off) <= 16 * most else { return (nil, runs) }
    let step = 1e-6 * abs(b) + 1e-12
    let slope = (at(b + step) - at(b)) / step
    guard slope != 0, slope.isFinite else { return (nil, runs) }
    let width = Swift.max(64 * most / abs(slope), 1e-13 * abs(b))
    guard let number = Literals.shortest(b - width, b + width), Literals.digits(number) <= 8 else { return (nil, runs) }
    return (number, runs)
  }
}
