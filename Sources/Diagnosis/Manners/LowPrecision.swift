internal import Equations
internal import Judging

/// Numbers with less precision than Double, though their formula is right.
///
/// The numbers themselves must show it: another fault that is as small does not count.
enum LowPrecision {
  /// Returns the format that all numbers of a quantity have; nil if they have none that a correct program would not.
  ///
  /// - Parameter isCertain: true if enough different numbers must have the format; a few may have it by chance, or be
  ///   constants.
  static func manner(of quantity: WrongQuantity, isCertain: Bool) -> Manner? {
    if quantity.isChoice { return nil }
    // Numbers of Float are nothing odd where Float is asked for.
    guard quantity.examinations.allSatisfy({ $0.inputs.format == .double }) else { return nil }
    let numbers = quantity.examinations.flatMap { $0.numbers(quantity.name) }
    guard numbers.count >= fewest, !isCertain || Set(numbers.lazy.map(\.bitPattern)).count >= fewest else { return nil }
    return decimals(quantity, numbers) ?? single(quantity, numbers) ?? multiples(quantity, numbers)
      ?? half(quantity, numbers) ?? singleBeside(quantity, numbers)
  }

  /// The fewest numbers that show a format: each of them has dozens of digits to lose.
  private static let fewest = 4

  private static func single(_ quantity: WrongQuantity, _ numbers: [Double]) -> Manner? {
    guard numbers.allSatisfy({ Double(Float($0)) == $0 }) else { return nil }
    let holds = quantity.examinations.allSatisfy { $0.inSinglePrecision?.judge(quantity.name)?.holds == true }
    return holds ? .single : nil
  }

  /// Numbers of Float, and a change with a name that gives them but for Float's roundings.
  private static func singleBeside(_ quantity: WrongQuantity, _ numbers: [Double]) -> Manner? {
    guard numbers.count >= 2 * fewest, quantity.equations.count == 1,
      numbers.allSatisfy({ Double(Float($0)) == $0 })
    else { return nil }
    let cases = quantity.examinations.compactMap(\.inSinglePrecision)
    // A change that gives the numbers in double precision too leaves nothing for Float to explain.
    let fitting = quantity.named.filter { edit in
      cases.allSatisfy { $0.judge(edit.formula, for: quantity.name)?.holds == true }
        && !quantity.examinations.allSatisfy { $0.judge(edit.formula, for: quantity.name)?.holds == true }
    }
    guard let likeliest = fitting.map(\.surprise).min() else { return nil }
    return fitting.first { $0.surprise == likeliest }.map { .singleBeside($0) }
  }

  /// Numbers of half a format's size, off by no more than such roundings: those of Float, magnified.
  private static func half(_ quantity: WrongQuantity, _ numbers: [Double]) -> Manner? {
    let cases = quantity.examinations.compactMap(\.inSinglePrecision)
    guard numbers.count >= 2 * fewest, let (format, manner) = halves.first(where: { numbers.allSatisfy($0.0.holds) }),
      let off = distances(quantity, cases)
    else { return nil }
    let hasMore = off.filter { !format.holds($0.expected) }
    let isSo = off.allSatisfy { $0.distance <= format.magnified * $0.allowed }
    return isSo && 2 * hasMore.count > off.count ? manner : nil
  }

  /// The formats of 16 bits, by the IEEE standard 754-2019 and by the manuals of those who make chips for bfloat16. The
  /// one of fewer digits comes first: its numbers have no more than the other's either.
  private static let halves: [(Halved, Manner)] = [
    (Halved(digits: 8, least: -133, largest: 128), .brain), (Halved(digits: 11, least: -24, largest: 16), .half),
  ]

  /// A binary format of 16 bits.
  private struct Halved {
    /// The significant binary digits.
    let digits: Int
    /// The exponents of the least number above zero, and of the first that is too large.
    let least: Int
    let largest: Int

    /// A rounding beside one of Float, which has 24 digits.
    var magnified: Double { Binary.power.value(2, Double(24 - digits)) }

    func holds(_ number: Double) -> Bool {
      let lost = UInt64(1) << UInt64(Double.significandBitCount - (digits - 1)) - 1
      let steps = number / Binary.power.value(2, Double(least))
      return number.significandBitPattern & lost == 0 && steps == steps.rounded() && number.exponent < largest
    }
  }

  /// The finest power of a half that counts as a rounding to multiples.
  private static let finestPower = 24

  /// Numbers that are multiples of a power of a half, and lie within one of it.
  private static func multiples(_ quantity: WrongQuantity, _ numbers: [Double]) -> Manner? {
    guard numbers.count >= 2 * fewest,
      let power = (1...finestPower).first(where: { power in
        numbers.allSatisfy { ($0 * Double(1 << power)).rounded() == $0 * Double(1 << power) }
      }), let off = distances(quantity, quantity.examinations)
    else { return nil }
    let scale = Double(1 << power)
    let hasMore = off.filter { ($0.expected * scale).rounded() != $0.expected * scale }
    let isSo = off.allSatisfy { $0.distance <= 1 / scale + $0.allowed } && 2 * hasMore.count > off.count
    return isSo ? .multiples(ofInverse: power) : nil
  }

  /// The most decimals that count as a habit of printing. With more, an honest number has no digits to lose.
  private static let mostDecimals = 10

  private static func decimals(_ quantity: WrongQuantity, _ numbers: [Double]) -> Manner? {
    guard numbers.count >= 2 * fewest,
      let places = (0...mostDecimals).first(where: { places in
        let scale = Binary.power.value(10, Double(places))
        return numbers.allSatisfy { ($0 * scale).rounded() / scale == $0 }
      }), let off = distances(quantity, quantity.examinations)
    else { return nil }
    let half = 0.5 / Binary.power.value(10, Double(places))
    // Truncation is a rounding as well, by up to a whole unit. A number whose right value has no more decimals cannot
    // have lost any.
    let hasMore = off.filter { ($0.expected / (2 * half)).rounded() * (2 * half) != $0.expected }
    let isSo = off.allSatisfy { $0.distance <= 2 * half + $0.allowed } && 2 * hasMore.count > off.count
    return isSo ? .decimals(places) : nil
  }

  private static func distances(
    _ quantity: WrongQuantity, _ cases: [Examination]
  ) -> [Examination.Distance]? {
    var off: [Examination.Distance] = []
    for examination in cases {
      guard let own = examination.distances(quantity.name) else { return nil }
      off += own
    }
    return off
  }
}

/// Settings and inputs that are stored as Floats, before a right formula uses them in Double.
enum InputPrecision {
  static func runs(_ quantity: WrongQuantity) -> [SupposedRun] {
    let settings = quantity.equations.reduce(into: Set<String>()) { $0.formUnion($1.formula.node.settings) }
    let inputs = quantity.recipe.inputs.map(\.name).filter(quantity.sources.contains)
    return settings.sorted().map { name in
      SupposedRun(.settingInSingle(name), of: quantity) { examination in
        var inputs = examination.inputs
        guard inputs.schedules[name] == nil,
          let value = inputs.settings[name] ?? quantity.recipe.defaults[name]
        else { return nil }
        inputs.settings[name] = Double(Float(value))
        return examination.taking(inputs).map { SupposedRun.Trial($0, quantity.equations) }
      }
    }
      + inputs.map { name in
        SupposedRun(.inputInSingle(name), of: quantity) { examination in
          var inputs = examination.inputs
          for key in inputs.constants.keys where key.quantity == name {
            inputs.constants[key] = inputs.constants[key]?.map { Double(Float($0)) }
          }
          for key in inputs.series.keys where key.quantity == name {
            guard let own = inputs.series[key] else { continue }
            inputs.series[key] = .init(shape: own.shape, steps: own.steps, values: own.values.map { Double(Float($0)) })
          }
          return examination.taking(inputs).map { SupposedRun.Trial($0, quantity.equations) }
        }
      }
  }
}

extension Examination {
  /// The same run, judged as a program in Float.
  fileprivate var inSinglePrecision: Examination? {
    try? Examination(
      caseID: caseID, recipe: recipe, inputs: inputs, golden: golden, trace: trace, precision: .single)
  }

  /// The finite numbers of a quantity other than zero.
  fileprivate func numbers(_ quantity: String) -> [Double] {
    recipe.value(of: quantity, in: trace, inputs.names).blocks.flatMap { block in
      block.isAbsent ? [] : block.values.filter { $0.isFinite && $0 != 0 }
    }
  }

  /// The distance of a published number from its own equation's, and the allowed distance.
  fileprivate struct Distance {
    let distance: Double
    let allowed: Double
    let expected: Double
  }

  /// The distance of each published number of a quantity from its own equation's; nil if one of them cannot be
  /// compared.
  fileprivate func distances(_ quantity: String) -> [Distance]? {
    var found: [Distance] = []
    for equation in recipe.equations(of: quantity) {
      guard let computed = evaluate(equation) else { return nil }
      let published = recipe.value(of: equation.target, in: trace, inputs.names)
      for (index, block) in published.blocks.enumerated() where !block.isAbsent {
        guard let pairs = Pairs(block, computed.block(index), precision) else { return nil }
        for position in pairs.indices {
          guard pairs.areFinite(position) else { return nil }
          found.append(
            Distance(
              distance: pairs.distance(position), allowed: pairs.allowed(position),
              expected: pairs.computed.values[position]))
        }
      }
    }
    return found
  }
}
