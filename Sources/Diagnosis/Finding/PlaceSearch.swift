internal import Equations

/// Looks for what stands at a place of a formula: a number, a small formula, or one with a number in it.
struct PlaceSearch {
  var dictionary: FormulaDictionary
  /// Formulas of settings and t alone.
  var series: FormulaDictionary
  /// The pivots of each step of each case.
  let groups: [[Int]]

  private static let mostFactors = 4_000
  private static let mostExponents = 400

  /// Everything that fits at a place, without a second change elsewhere.
  mutating func replacements(at place: Place, _ put: (Node) -> Void) {
    literal(place, put)
    lookup(place, upTo: 3, put)
    wrapped(place, upTo: 3, put)
    fitted(place, put)
    combined(place, put)
    alongSteps(place, put)
    clipped(place, put)
    extremes(place, put)
  }

  // MARK: Literals and rows

  func literal(_ place: Place, _ put: (Node) -> Void) {
    if let value = common(place.wanted.values.count, { (place.wanted.values[$0], place.wanted.errors[$0]) }, share: nil)
    {
      put(.number(value))
    }
  }

  mutating func lookup(_ place: Place, upTo cost: Int, atMost most: Int = 25, _ put: (Node) -> Void) {
    for row in dictionary.lookup(place.wanted, upTo: cost, atMost: most) { put(dictionary.node(row)) }
    for row in series.lookup(place.wanted, upTo: 9, atMost: 10) { put(series.node(row)) }
  }

  /// A factor, a divisor or a summand too many, of several parts itself.
  mutating func wrapped(_ place: Place, upTo cost: Int, _ put: (Node) -> Void) {
    let (wanted, own) = (place.wanted, place.own)
    if case .number = place.node { return }
    let quotient = wanted.map { i in
      guard abs(own.values[i]) > own.errors[i] else { return (.nan, .infinity) }
      let value = wanted.values[i] / own.values[i]
      return (value, (wanted.errors[i] + abs(value) * own.errors[i]) / abs(own.values[i]))
    }
    let rest = wanted.map { (wanted.values[$0] - own.values[$0], wanted.errors[$0] + own.errors[$0]) }
    for (operation, other) in [
      (Binary.multiply, quotient), (.divide, quotient.inverse), (.add, rest), (.subtract, rest.negated),
    ] {
      for row in dictionary.lookup(other, upTo: cost, atMost: 6) {
        put(.binary(operation, place.node, dictionary.node(row)))
      }
    }
  }

  // MARK: Rows with one number

  /// c·X, X + c and X^c.
  private func fitted(_ place: Place, _ put: (Node) -> Void) {
    let (wanted, width) = (place.wanted, dictionary.width)
    guard width > 1 else { return }
    let rows = min(dictionary.count(upTo: 3), Self.mostFactors)
    var found = (factors: 0, summands: 0, exponents: 0)
    let logarithms = wanted.logarithms
    dictionary.values.withUnsafeBufferPointer { values in
      for row in 0..<rows {
        let x = values.baseAddress! + row * width
        if found.factors < 12,
          let factor = common(width, { (wanted.values[$0] / x[$0], wanted.errors[$0] / abs(x[$0])) }, share: 1e-4)
        {
          found.factors += 1
          put(.binary(.multiply, .number(factor), dictionary.node(row)))
        }
        if found.summands < 12,
          let summand = common(
            width,
            { (wanted.values[$0] - x[$0], wanted.errors[$0] + FormulaDictionary.roundoff * abs(x[$0])) }, share: 0.25)
        {
          found.summands += 1
          put(.binary(.add, dictionary.node(row), .number(summand)))
        }
        if let logarithms, row < Self.mostExponents, found.exponents < 12,
          let exponent = common(
            width,
            { i in
              let size = abs(x[i])
              guard size > 0, size != 1 else { return (.nan, .infinity) }
              let below = Elementary.log(size)
              return (logarithms.values[i] / below, (logarithms.errors[i] + 1e-15) / abs(below))
            }, share: 1e-4)
        {
          found.exponents += 1
          let base = dictionary.node(row)
          let isSigned = (0..<width).contains { x[$0] < 0 }
          put(.binary(.power, isSigned ? .unary(.absolute, base) : base, .number(exponent)))
        }
      }
    }
  }

  /// X + c·Y, and a·left + b·right of a sum.
  private func combined(_ place: Place, _ put: (Node) -> Void) {
    let (wanted, width) = (place.wanted, dictionary.width)
    guard width > 4 else { return }
    let rows = min(dictionary.count(upTo: 3), 400)
    let bases = min(dictionary.count(upTo: 1), 30)
    var found = 0
    dictionary.values.withUnsafeBufferPointer { values in
      for base in -1..<bases {
        for row in 0..<rows where found < 24 {
          let y = values.baseAddress! + row * width
          let factor = common(
            width,
            { i in
              let x = base < 0 ? place.own.values[i] : values[base * width + i]
              let error = (base < 0 ? place.own.errors[i] : 0) + 1.2e-16 * abs(x)
              return ((wanted.values[i] - x) / y[i], (wanted.errors[i] + error) / abs(y[i]))
            }, share: 1e-3)
          guard let factor, factor != 0, Literals.digits(factor) <= 6 else { continue }
          found += 1
          let first = base < 0 ? place.node : dictionary.node(base)
          put(.binary(.add, first, .binary(.multiply, .number(factor), dictionary.node(row))))
        }
      }
    }
  }

  // MARK: Along steps

  /// Parts that depend on settings and t alone: Z, c·Z, c + Z or c^Z as they stand, as a factor, or as a summand.
  private mutating func alongSteps(_ place: Place, _ put: (Node) -> Void) {
    let wanted = place.wanted
    guard groups.count > 1 || groups.contains(where: { $0.count > 1 }) else { return }
    if isEven(wanted) { numbered(wanted, put) }
    let rows = min(dictionary.count(upTo: 3), 600)
    var found = (factors: 0, summands: 0)
    for row in 0..<rows {
      let x = Array(dictionary.row(row))
      if found.factors < 8 {
        let quotient = wanted.map {
          x[$0] == 0 ? (.nan, .infinity) : (wanted.values[$0] / x[$0], wanted.errors[$0] / abs(x[$0]))
        }
        if isEven(quotient) {
          found.factors += 1
          let node = dictionary.node(row)
          numbered(quotient) { put(.binary(.multiply, node, $0)) }
        }
      }
      if found.summands < 8 {
        let rest = wanted.map { (wanted.values[$0] - x[$0], wanted.errors[$0] + 1.2e-16 * abs(x[$0])) }
        if isEven(rest) {
          found.summands += 1
          let node = dictionary.node(row)
          numbered(rest) { put(.binary(.add, node, $0)) }
        }
      }
    }
  }

  /// True if the numbers of each step are the same for all its elements, and there are steps with several.
  private func isEven(_ wanted: Points.Series) -> Bool {
    var compared = 0
    for group in groups {
      var (low, high, count) = (-Double.infinity, Double.infinity, 0)
      for i in group where wanted.values[i].isFinite {
        let error =
          FormulaDictionary.slack * (wanted.errors[i] + 4 * FormulaDictionary.roundoff * abs(wanted.values[i]))
        (low, high) = (max(low, wanted.values[i] - error), min(high, wanted.values[i] + error))
        if low > high { return false }
        count += 1
      }
      if count > 1 { compared += 1 }
    }
    // A schedule has one number a step: all of it depends on settings and t.
    return compared > 0 || groups.allSatisfy { $0.count == 1 }
  }

  private mutating func numbered(_ wanted: Points.Series, _ put: (Node) -> Void) {
    for row in series.lookup(wanted, upTo: 9, atMost: 12) { put(series.node(row)) }
    let (width, rows) = (series.width, min(series.count, 3_000))
    let logarithms = wanted.logarithms
    var found = 0
    series.values.withUnsafeBufferPointer { values in
      for row in 0..<rows where found < 18 {
        let z = values.baseAddress! + row * width
        if let factor = common(width, { (wanted.values[$0] / z[$0], wanted.errors[$0] / abs(z[$0])) }, share: 1e-4) {
          found += 1
          put(.binary(.multiply, .number(factor), series.node(row)))
        }
        if let summand = common(width, { (wanted.values[$0] - z[$0], wanted.errors[$0]) }, share: 0.25) {
          found += 1
          put(.binary(.add, .number(summand), series.node(row)))
        }
        if let logarithms,
          let exponent = interval(
            width, { (logarithms.values[$0] / z[$0], (logarithms.errors[$0] + 2e-16) / abs(z[$0])) }),
          exponent.high - exponent.low < 1e-4 * abs(exponent.low + exponent.high),
          let base = Literals.shortest(Elementary.exp(exponent.low), Elementary.exp(exponent.high))
        {
          found += 1
          put(.binary(.power, .number(base), series.node(row)))
        }
      }
    }
  }

  // MARK: Two entries

  private static let mostJoined = 500

  /// X + Y, X − Y, X·Y and X/Y of two small formulas, and X^Y of two along the steps.
  mutating func joined(at place: Place, _ put: (Node) -> Void) {
    let wanted = place.wanted
    for row in 0..<min(dictionary.count(upTo: 3), Self.mostJoined) {
      let x = Array(dictionary.row(row))
      func look(_ operation: Binary, _ rest: Points.Series, isSwapped: Bool = false) {
        for other in dictionary.lookup(rest, upTo: 3, atMost: 2) {
          let (a, b) = (dictionary.node(row), dictionary.node(other))
          put(isSwapped ? .binary(operation, b, a) : .binary(operation, a, b))
        }
      }
      look(.add, wanted.map { (wanted.values[$0] - x[$0], wanted.errors[$0] + 1.2e-16 * abs(x[$0])) })
      look(.subtract, wanted.map { (x[$0] - wanted.values[$0], wanted.errors[$0] + 1.2e-16 * abs(x[$0])) })
      look(.multiply, wanted.map { (wanted.values[$0] / x[$0], wanted.errors[$0] / abs(x[$0])) })
      look(.divide, wanted.map { (wanted.values[$0] * x[$0], wanted.errors[$0] * abs(x[$0])) }, isSwapped: true)
    }
    guard let logarithms = wanted.logarithms?.wider(by: 2e-16) else { return }
    for row in 0..<min(series.count(upTo: 3), Self.mostJoined) {
      let x = Array(series.row(row))
      let exponents = logarithms.map { i in
        let size = Elementary.log(x[i])
        return size == 0 ? (.nan, .infinity) : (logarithms.values[i] / size, (logarithms.errors[i] + 2e-16) / abs(size))
      }
      for other in series.lookup(exponents, upTo: 4, atMost: 2) {
        put(.binary(.power, series.node(row), series.node(other)))
      }
    }
  }

  // MARK: Common numbers

  /// The shortest number that all of some values may be; nil if there is none, or if it is too uncertain.
  ///
  /// - Parameter share: the largest width of the interval, as a share of its size; nil for no limit.
  @inline(__always)
  private func common(_ count: Int, _ number: (Int) -> (Double, Double), share: Double?) -> Double? {
    guard let (low, high) = interval(count, number) else { return nil }
    if let share, !(high - low < share * abs(low + high)) { return nil }
    return Literals.shortest(low, high)
  }

  @inline(__always)
  private func interval(_ count: Int, _ number: (Int) -> (Double, Double)) -> (low: Double, high: Double)? {
    var (low, high) = (-Double.infinity, Double.infinity)
    var determined = 0
    for i in 0..<count {
      let (value, error) = number(i)
      guard value.isFinite, error.isFinite else { continue }
      let slack = FormulaDictionary.slack * (error + 4 * FormulaDictionary.roundoff * abs(value))
      low = max(low, value - slack)
      high = min(high, value + slack)
      if low > high { return nil }
      determined += 1
    }
    return 4 * determined >= count && determined >= min(4, count) ? (low, high) : nil
  }
}
