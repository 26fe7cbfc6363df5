/// The lines of the student's own that a report can point at, as far as the sources show them surely.
package struct SourceMap: Codable, Equatable, Sendable {
  /// The line at which a quantity gets its value, by its name: only where there is a single one.
  package var quantities: [String: Place]
  /// The declaration of the type that is graded.
  package var type: Place?

  package init(quantities: [String: Place] = [:], type: Place? = nil) {
    self.quantities = quantities
    self.type = type
  }

  /// The line of a quantity, or that of the type.
  package func place(of quantity: String) -> Place? { quantities[quantity] ?? type }
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
