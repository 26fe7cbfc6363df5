package import GradeModel

/// The words of a report for whoever shows something of it elsewhere.
package enum Sentences {
  /// A check's sentence: what is wrong, on one line; empty if nothing is to be said.
  package static func message(of check: Check) -> String { Wording.message(of: check) }
  /// The lines that explain each check, in the checks' order.
  package static func explanations(of checks: [Check]) -> [[String]] { Wording.explanations(of: checks) }
  /// A fault that is not the submission's.
  package static func hostFault(_ reason: String) -> String { Wording.hostFault(reason) }
  /// The line on time: which attempt counts, how late it was, which tokens are left.
  package static func credit(_ credit: Credit) -> String { Wording.credit(credit) }
}
