/// The lines of the student's own that a report can point at, as far as the sources show them surely.
package struct SourceMap: Codable, Equatable, Sendable {
  /// The line at which a quantity gets its value, by its name: only where there is a single one. That of a single parameter's
  /// entry stands under `gradients/W1`.
  package var quantities: [String: Place]
  /// The declaration of the type that is graded.
  package var type: Place?
  /// The same for each part of an assignment, by its identifier; nil in one without parts.
  package var types: [String: Place]?

  package init(quantities: [String: Place] = [:], type: Place? = nil) {
    self.quantities = quantities
    self.type = type
  }

  /// The line at which the numbers of a check get their value; nil if it is not known.
  package func line(of check: Check) -> Place? {
    let parameter = check.shownDivergence?.parameter ?? ""
    return quantities[check.quantity] ?? quantities[Self.entry(check.quantity, parameter)]
  }

  /// The line of a check's numbers, or that of the type.
  package func place(of check: Check) -> Place? { line(of: check) ?? check.part.flatMap { types?[$0] } ?? type }

  package static func entry(_ quantity: String, _ parameter: String) -> String { "\(quantity)/\(parameter)" }
}

/// The output of one case's run.
package struct CaseOutput: Codable, Equatable, Sendable {
  package var caseID: String
  package var text: String

  package init(caseID: String, text: String) {
    self.caseID = caseID
    self.text = text
  }
}
