internal import Equations

extension Diagnoser.Supposition {
  /// The identity of a supposition: the algebra of its formulas, equal for two that say the same in other words.
  struct Identity: Hashable {
    enum Formula: Hashable {
      case algebra(NormalForm)
      /// A formula that is too long to be multiplied out.
      case written(Expression)
    }
    let formulas: [String: Formula]
    let manner: Manner?
  }

  func identity(_ signs: Signs) -> Identity {
    let formulas = edits.map { edit in
      (edit.quantity, NormalForm(edit.formula, signs: signs).map(Identity.Formula.algebra) ?? .written(edit.formula))
    }
    return Identity(formulas: Dictionary(formulas, uniquingKeysWith: { $1 }), manner: manner)
  }
}

extension Edit {
  /// A fault of the counter t as one of this place alone; nil if the formula shows better what it is.
  var ofThisPlace: Edit? {
    guard case .stepShifted(let by)? = changes.first else { return nil }
    let shift = Node.number(Double(abs(by)))
    let shifted = Node.binary(by < 0 ? .subtract : .add, .step, shift)
    return Edit(quantity: quantity, of: parameter, formula: formula, changes: [.replaced(.step, by: shifted)])
  }
}
