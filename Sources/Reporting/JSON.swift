package import FoundationEssentials
package import GradeModel

/// The report as data (`docs/report-format.md`): sorted keys, indented, the same bytes for the same report.
package enum JSON {
  /// The document in UTF-8, ending in a line feed.
  package static func document(for report: Report) throws(JSONReportError) -> String {
    try text(Document(report: report))
  }

  /// Returns a value as a document: sorted keys, indented, a line feed at the end.
  static func text(_ value: some Encodable) throws(JSONReportError) -> String { try encoded(value, .prettyPrinted) }

  /// Returns a value on a line of its own.
  package static func line(_ value: some Encodable) throws(JSONReportError) -> String { try encoded(value, []) }

  private static func encoded(
    _ value: some Encodable, _ form: JSONEncoder.OutputFormatting
  ) throws(JSONReportError) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = form.union([.sortedKeys, .withoutEscapingSlashes])
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    do {
      return withoutControls(String(decoding: try encoder.encode(value), as: UTF8.self)) + "\n"
    } catch {
      throw .unreadable(reason: Visible.line("\(error)", limit: Limits.message))
    }
  }

  /// Returns a document with an escape for each control character above ASCII, which the encoder leaves as it is: a terminal
  /// takes some of them for the start of a command. They stand in texts only.
  private static func withoutControls(_ document: String) -> String {
    guard document.unicodeScalars.contains(where: isControl) else { return document }
    var shown = String.UnicodeScalarView()
    for scalar in document.unicodeScalars {
      if isControl(scalar) {
        shown.append(contentsOf: "\\u00\(String(scalar.value, radix: 16))".unicodeScalars)
      } else {
        shown.append(scalar)
      }
    }
    return String(shown)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool { (0x7F...0x9F).contains(scalar.value) }

  /// Reads a report back. The field `result` is not read: it follows from the rest.
  package static func report(from document: some DataProtocol) throws(JSONReportError) -> Report {
    let data = Data(document)
    // The layout of another format is unknown: its number comes first.
    let format = try value(Format.self, from: data).format
    guard format == Report.currentFormat else { throw .unknownFormat(format) }
    return try value(Report.self, from: data)
  }

  /// Reads back a value that was written as a document or as a line.
  package static func value<Value: Decodable>(
    _ type: Value.Type, from document: some DataProtocol
  ) throws(JSONReportError) -> Value {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    do {
      return try decoder.decode(type, from: Data(document))
    } catch {
      throw .unreadable(reason: Visible.line("\(error)", limit: Limits.message))
    }
  }

  private struct Format: Decodable {
    var format: Int
  }

  /// The report's own fields and, beside them, what follows from them: no reader has to add up marks itself.
  private struct Document: Encodable {
    var report: Report

    enum Key: CodingKey { case checks, notes, result }

    func encode(to encoder: any Encoder) throws {
      try report.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      let explanations = Wording.explanations(of: report.checks)
      try container.encode(zip(report.checks, explanations).map(WordedCheck.init), forKey: .checks)
      try container.encode(report.notes.map(Wording.sentence), forKey: .notes)
      try container.encode(Result(report), forKey: .result)
    }
  }

  /// A check's own fields and, beside them, the words for what it found.
  private struct WordedCheck: Encodable {
    var check: Check
    var explanation: [String]

    enum Key: CodingKey { case message, explanation }

    func encode(to encoder: any Encoder) throws {
      try check.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(Wording.message(of: check), forKey: .message)
      try container.encode(explanation, forKey: .explanation)
    }
  }

  private struct Result: Encodable {
    var exitCode: Int32
    var maximum: Double
    /// Absent if there is no grade.
    var points: Double?
    var verdict: String

    init(_ report: Report) {
      exitCode = report.exitCode.rawValue
      maximum = report.maximum
      points = report.exitCode.hasGrade ? report.points : nil
      verdict = Wording.verdict(report.verdictCode)
    }
  }
}

/// A failure to write or to read a report as JSON.
package enum JSONReportError: Error, Equatable, CustomStringConvertible {
  case unreadable(reason: String)
  case unknownFormat(Int)

  package var description: String {
    switch self {
    case .unreadable(let reason): Wording.jsonFailed(reason)
    case .unknownFormat(let format): Wording.jsonFormat(format, Report.currentFormat)
    }
  }
}
