import ArgumentParser
import Reporting

/// A form of the reports of a batch. JUnit is always written; the others where somebody asks.
enum ReportForm: String, CaseIterable, Codable, Sendable {
  case junit, html, text, json

  /// The ending of a report's name.
  var ending: String {
    switch self {
    case .junit: ".xml"
    case .html: ".html"
    case .text: ".txt"
    case .json: ".json"
    }
  }
}

/// The forms that a command is given: `html,text,json`.
struct ReportForms: ExpressibleByArgument {
  let all: Set<ReportForm>

  /// Returns `nil` if a word is no form, or if there is none.
  init?(argument: String) {
    let words = argument.split(separator: ",", omittingEmptySubsequences: false)
    let forms = words.compactMap { ReportForm(rawValue: String($0)) }
    guard forms.count == words.count else { return nil }
    all = Set(forms)
  }

  static var allValueStrings: [String] { ReportForm.allCases.map(\.rawValue) }
}
