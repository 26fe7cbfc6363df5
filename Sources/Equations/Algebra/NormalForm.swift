/// A formula as a sum of products, in which two ways of writing the same algebra come out alike.
///
/// Products are multiplied out, quotients become powers, numbers and signs are gathered. A part that is not polynomial
/// (a root, a sum below a line, a sum over an axis) stands as one symbol over normal forms of its own. Two formulas
/// with one normal form are equal wherever both have a value. Two different normal forms prove nothing.
package struct NormalForm: Hashable, Sendable {
  private var terms: [Monomial: Double] = [:]

  /// - Parameter signs: the quantities that are never negative, so that their absolute value is themselves.
  /// - Returns: nil if there would be too many terms to write down.
  package init?(_ formula: Expression, signs: Signs) {
    guard let form = try? NormalForm(formula.node, signs) else { return nil }
    self = form
  }

  private init() {}
  private init(_ number: Double) { if number != 0 { terms = [Monomial(): number] } }
  private init(_ symbol: Symbol, _ power: Int = 1) { terms = [Monomial(powers: [symbol: power]): 1] }

  private struct TooLarge: Error {}
  private static let mostTerms = 256

  /// A product of symbols.
  private struct Monomial: Hashable, Sendable {
    var powers: [Symbol: Int] = [:]
  }

  private indirect enum Symbol: Hashable, Sendable {
    /// A node without operands.
    case leaf(Node)
    /// Any other operation, its operands left blank in the node.
    case operation(Node, [NormalForm])
    /// An operation whose operands may change places.
    case unordered(Node, Set<NormalForm>)
    /// A magnitude. It holds the form and its negative, because both have the same one.
    case magnitude(Set<NormalForm>)
    case root(NormalForm)
    case sum(NormalForm)
  }

  private init(_ node: Node, _ signs: Signs) throws {
    switch node {
    case .number(let value): self.init(value)
    case .unary(.negate, let a): self = try NormalForm(a, signs).scaled(by: -1)
    case .unary(.square, let a):
      let form = try NormalForm(a, signs)
      self = try form.times(form)
    case .unary(.squareRoot, let a): self.init(.root(try NormalForm(a, signs)))
    case .unary(.absolute, let a):
      let form = try NormalForm(a, signs)
      if signs.isNeverNegative(a) { self = form } else { self.init(.magnitude([form, form.scaled(by: -1)])) }
    case .unary(.cosine, let a):
      // A cosine is the same of both signs.
      let form = try NormalForm(a, signs)
      self.init(.unordered(node.blank, [form, form.scaled(by: -1)]))
    case .binary(.add, let a, let b): self = try NormalForm(a, signs).plus(NormalForm(b, signs))
    case .binary(.subtract, let a, let b): self = try NormalForm(a, signs).plus(NormalForm(b, signs).scaled(by: -1))
    case .binary(.multiply, let a, let b): self = try NormalForm(a, signs).times(NormalForm(b, signs))
    case .binary(.divide, let a, let b): self = try NormalForm(a, signs).times(NormalForm(b, signs).inverse)
    case .binary(.power, let a, .number(let exponent))
    where exponent >= 1 && exponent <= 8 && exponent == exponent.rounded():
      let base = try NormalForm(a, signs)
      self = try (1..<Int(exponent)).reduce(base) { product, _ in try product.times(base) }
    case .binary(.maximum, let a, let b), .binary(.minimum, let a, let b):
      let forms: Set = [try NormalForm(a, signs), try NormalForm(b, signs)]
      if let only = forms.first, forms.count == 1 { self = only } else { self.init(.unordered(node.blank, forms)) }
    case .extent(let a, let axis): self.init(.leaf(.extent(a.layout, axis)))
    case .positions(let a, let axis): self.init(.leaf(.positions(a.layout, axis)))
    case .reduce(let reduction, let a, let axes) where reduction != .maximum:
      self = try NormalForm(a.untransposed(throughout: axes) ?? a, signs).reduced(reduction, over: axes)
    case .contract(let a, let b, let axes):
      self = try NormalForm(a, signs).times(NormalForm(b, signs)).reduced(.sum, over: axes)
    default:
      let operands = node.operands
      self.init(
        operands.isEmpty ? .leaf(node) : .operation(node.blank, try operands.map { try NormalForm($0, signs) }))
    }
  }

  private func scaled(by factor: Double) -> NormalForm {
    var result = self
    result.terms = terms.mapValues { $0 * factor }
    return result
  }

  private func plus(_ other: NormalForm) throws -> NormalForm {
    var result = self
    for (monomial, factor) in other.terms {
      let sum = result.terms[monomial, default: 0] + factor
      result.terms[monomial] = sum == 0 ? nil : sum
    }
    if result.terms.count > Self.mostTerms { throw TooLarge() }
    return result
  }

  private func times(_ other: NormalForm) throws -> NormalForm {
    var result = NormalForm()
    if terms.count * other.terms.count > Self.mostTerms { throw TooLarge() }
    for (left, first) in terms {
      for (right, second) in other.terms {
        result = try result.plus(Self.product(left, right).scaled(by: first * second))
      }
    }
    return result
  }

  /// Multiplies two products. A root squared is its operand; a magnitude squared is the square of its form.
  private static func product(_ left: Monomial, _ right: Monomial) throws -> NormalForm {
    var powers = left.powers
    for (symbol, power) in right.powers {
      let sum = powers[symbol, default: 0] + power
      powers[symbol] = sum == 0 ? nil : sum
    }
    var inner: [NormalForm] = []
    for (symbol, power) in powers where power >= 2 {
      switch symbol {
      case .root(let form):
        inner += [NormalForm](repeating: form, count: power / 2)
      case .magnitude(let forms):
        guard let form = forms.first else { continue }
        inner += [NormalForm](repeating: form, count: power / 2 * 2)
      default: continue
      }
      powers[symbol] = power % 2 == 0 ? nil : 1
    }
    var result = NormalForm()
    result.terms = [Monomial(powers: powers): 1]
    return try inner.reduce(result) { try $0.times($1) }
  }

  private var inverse: NormalForm {
    if terms.count == 1, let (monomial, factor) = terms.first {
      var result = NormalForm()
      result.terms = [Monomial(powers: monomial.powers.mapValues { -$0 }): 1 / factor]
      return result
    }
    // A sum and its negative share one symbol.
    let isNegative = terms.values.allSatisfy { $0 < 0 }
    return NormalForm(.sum(isNegative ? scaled(by: -1) : self), -1).scaled(by: isNegative ? -1 : 1)
  }

  /// A sum or mean over axes, with a common factor moved in front of it.
  ///
  /// A mean of several terms is the sum of their means. A sum's terms stay together: one with fewer axes than its
  /// neighbours is repeated along theirs, and would not be alone.
  private func reduced(_ reduction: Reduction, over axes: [Axis]) throws -> NormalForm {
    let blank = Node.reduce(reduction, .number(0), over: axes.sorted { $0.name < $1.name })
    if reduction == .mean, terms.count > 1 {
      return try terms.reduce(NormalForm()) { total, term in
        var one = NormalForm()
        one.terms = [term.key: 1]
        return try total.plus(one.reduced(reduction, over: axes).scaled(by: term.value))
      }
    }
    guard terms.count == 1, let factor = terms.values.first else { return NormalForm(.operation(blank, [self])) }
    return NormalForm(.operation(blank, [scaled(by: 1 / factor)])).scaled(by: factor)
  }
}

extension Node {
  /// A node with the same axes and extents: an elementwise function keeps both.
  fileprivate var layout: Node {
    if case .unary(_, let a) = self { return a.layout }
    return self
  }

  /// The elementwise formula of the matrices that stand in this one with rows and columns exchanged, each of them: over
  /// both axes it has the same sum. nil if a quantity stands in it as it is, or along other axes.
  fileprivate func untransposed(throughout axes: [Axis]) -> Node? {
    switch self {
    case .number, .setting, .step: return self
    case .unary, .binary:
      let inner = operands.compactMap { $0.untransposed(throughout: axes) }
      return inner.count == operands.count ? replacing(operands: inner) : nil
    case .rename(.rename(.rename(_, from: let rows, _), from: let columns, _), _, _)
    where axes.count == 2 && Set(axes) == [rows, columns]:
      return untransposed
    default: return nil
    }
  }

  /// The operation alone.
  fileprivate var blank: Node { replacing(operands: operands.map { _ in .number(0) }) }
}
