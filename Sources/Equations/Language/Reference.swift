/// Names a quantity, of one parameter or (in an optimizer's equations) of whichever parameter is being updated.
///
/// Two references to one quantity are equal, even if they differ in what else they hold.
package struct Reference: Sendable {
  package let name: String
  package let parameter: String?
  /// Its symbol in formulas, if that is not the name.
  package let symbol: String?
  /// The quantity at which this is the gradient of the loss.
  package let gradientOf: String?

  package init(_ name: String, of parameter: String? = nil, symbol: String? = nil, gradientOf: String? = nil) {
    self.name = name
    self.parameter = parameter
    self.symbol = symbol
    self.gradientOf = gradientOf
  }

  /// The gradient of the loss at a quantity, which has the quantity's axes.
  package static func gradient(of name: String) -> Reference { Reference("d" + name, gradientOf: name) }

  /// The same quantity, of one parameter.
  package func of(_ parameter: String) -> Reference {
    Reference(name, of: parameter, symbol: symbol, gradientOf: gradientOf)
  }
}

extension Reference: Hashable {
  package static func == (a: Reference, b: Reference) -> Bool { a.name == b.name && a.parameter == b.parameter }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(parameter)
  }
}

/// A quantity's value at this step.
///
/// - Parameter symbol: its symbol in formulas, if that is not the name.
package func quantity(_ name: String, of parameter: String? = nil, symbol: String? = nil) -> Expression {
  .init(.quantity(Reference(name, of: parameter, symbol: symbol)))
}

/// The gradient of the loss at a quantity: `dx` for `x`.
///
/// - Precondition: `quantity` is a quantity, not a formula.
package func gradient(of quantity: Expression) -> Expression {
  .init(.quantity(.gradient(of: quantity.reference.name)))
}

extension Expression {
  /// The quantity that this expression names.
  package var reference: Reference {
    guard case .quantity(let reference) = node else { preconditionFailure("\(self) is a formula, not a quantity") }
    return reference
  }

  /// The same quantity, of one parameter.
  package func of(_ parameter: String) -> Expression { .init(.quantity(reference.of(parameter))) }
}

/// The gradient of the loss at the weights before this step.
package let g = quantity("gradients", symbol: "g")
/// The parameters: after this step, or `previous(w)` before it.
package let w = quantity("weights", symbol: "w")
