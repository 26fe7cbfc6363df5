import Foundation

/// Texts that services read, taken as each of them takes it: whatever a student wrote is in them, and nothing of it acts.
package enum ServiceText {
  /// A text that its reader would refuse, or take for more than text.
  package struct Broken: Error, CustomStringConvertible {
    package let description: String

    init(_ service: String, _ reason: String) { description = "\(service): \(reason)" }
  }

  private static func object(_ text: String, _ service: String) throws -> [String: Any] {
    guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
      throw Broken(service, "no JSON object")
    }
    return object
  }

  private static func list(_ object: [String: Any], _ key: String, _ service: String) throws -> [[String: Any]] {
    guard let list = object[key] as? [[String: Any]] else { throw Broken(service, "no list '\(key)'") }
    return list
  }

  private static func check(_ isRight: Bool, _ service: String, _ reason: String) throws {
    if !isRight { throw Broken(service, reason) }
  }

  private static func isNumber(_ value: Any?) -> Bool { (value as? NSNumber)?.doubleValue.isFinite ?? false }

  package static func gradescope(_ text: String) throws {
    let results = try object(text, "Gradescope")
    try check(isNumber(results["score"]), "Gradescope", "no score")
    for test in try list(results, "tests", "Gradescope") {
      try check(
        ["passed", "failed"].contains(test["status"] as? String), "Gradescope", "a status that it does not know")
      try check(isNumber(test["score"]) && isNumber(test["max_score"]), "Gradescope", "a score that is no number")
      try check((test["name"] as? String)?.isEmpty == false, "Gradescope", "a test without a name")
      // One hidden test hides the total.
      try check(test["visibility"] as? String == "visible", "Gradescope", "a test that is not visible")
      try check(test["output_format"] as? String == "text", "Gradescope", "text that is read as another format")
    }
  }

  package static func prairieLearn(_ text: String) throws {
    let results = try object(text, "PrairieLearn")
    try check(text.utf8.count <= 1_000_000, "PrairieLearn", "more than 1 MB")
    try check((0...1).contains(results["score"] as? Double ?? -1), "PrairieLearn", "a score outside of 0 to 1")
    for test in try list(results, "tests", "PrairieLearn") {
      try check(isNumber(test["points"]) && isNumber(test["max_points"]), "PrairieLearn", "a test without points")
    }
  }

  package static func classroom50(_ text: String) throws {
    let result = try object(text, "Classroom 50")
    try check(result["schema"] as? String == "classroom50/result/v1", "Classroom 50", "another schema")
    for part in [result] + (try list(result, "tests", "Classroom 50")) {
      try check(part["score"] is Int && part["max-score"] is Int, "Classroom 50", "a score that is no whole number")
    }
  }

  package static func autolab(_ text: String) throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    try check(lines.count == 3 && lines[2].isEmpty && !text.contains("\r"), "Autolab", "not two lines")
    let scores = try object(String(lines[1]), "Autolab")["scores"] as? [String: Any]
    try check(scores.map { $0.values.allSatisfy(isNumber) } ?? false, "Autolab", "no scores on the last line")
    _ = try object(String(lines[0]), "Autolab")
  }

  package static func ctrf(_ text: String) throws {
    let results = try object(text, "CTRF")["results"] as? [String: Any] ?? [:]
    let tests = try list(results, "tests", "CTRF")
    let summary = results["summary"] as? [String: Int] ?? [:]
    let counted = ["passed", "failed", "skipped"].reduce(0) { $0 + (summary[$1] ?? 0) }
    try check(summary["tests"] == tests.count && counted == tests.count, "CTRF", "a summary that does not add up")
    try check(Set(tests.map { $0["name"] as? String }).count == tests.count, "CTRF", "two tests of one name")
  }

  package static func sarif(_ text: String) throws {
    let runs = try list(try object(text, "SARIF"), "runs", "SARIF")
    for result in try runs.flatMap({ try list($0, "results", "SARIF") }) {
      for location in try list(result, "locations", "SARIF") {
        let place = location["physicalLocation"] as? [String: Any]
        let uri = (place?["artifactLocation"] as? [String: String])?["uri"] ?? ":"
        try check(uri.wholeMatch(of: /[A-Za-z0-9\/._~%-]+/) != nil, "SARIF", "a path that is no reference: \(uri)")
      }
    }
  }

  package static func codeQuality(_ text: String) throws {
    guard let issues = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]] else {
      throw Broken("code quality", "no list")
    }
    for issue in issues {
      let isWhole = ["description", "check_name", "fingerprint"].allSatisfy { (issue[$0] as? String)?.isEmpty == false }
      try check(isWhole && issue["location"] is [String: Any], "code quality", "an issue that misses something")
    }
  }

  /// Annotations: each on a line of its own, with properties that none of a message's signs can end.
  package static func annotations(_ lines: [String]) throws {
    try check(lines.count <= 11, "annotations", "more than are shown")
    for line in lines {
      try check(!line.unicodeScalars.contains { "\r\n".unicodeScalars.contains($0) }, "annotations", "two lines")
      guard let match = line.wholeMatch(of: /::(error|notice) ([^:]*)::.*/.matchingSemantics(.unicodeScalar)) else {
        throw Broken("annotations", "no command: \(line)")
      }
      // By bytes, as the service does: a sign that is joined to another is the same sign.
      for property in match.2.utf8.split(separator: UInt8(ascii: ",")) {
        let isKnown = ["file=", "line=", "title="].contains { property.starts(with: $0.utf8) }
        try check(isKnown, "annotations", "another property: \(Substring(property))")
      }
    }
  }

  /// The log: no line of it is a command to the service.
  package static func log(_ text: String) throws {
    for line in text.unicodeScalars.split(whereSeparator: { "\r\n".unicodeScalars.contains($0) }) {
      let start = line.drop { $0.properties.isWhitespace }
      let isCommand = start.starts(with: "::".unicodeScalars) || start.starts(with: "##[".unicodeScalars)
      try check(!isCommand, "log", "a command: \(Substring(start.prefix(80)))")
    }
  }

  /// A summary in Markdown: outside of closed blocks of code no sign of markup but our own.
  package static func summary(_ text: String) throws {
    try check(text.utf8.count <= 1 << 20, "summary", "more than 1 MiB")
    var fence: Substring?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let ticks = line.prefix { $0 == "`" }
      if let open = fence {
        if ticks == line, ticks.count >= open.count { fence = nil }
        continue
      }
      if ticks.count >= 3 {
        fence = ticks
        continue
      }
      let rest = line.trimmingPrefix("> ").replacing("**", with: "")
      for sign in ["<", "](", "`", "@", "*", "://"] {
        try check(rest.utf8.firstRange(of: sign.utf8) == nil, "summary", "\(sign) in \(line.prefix(80))")
      }
      if line.hasPrefix("|") {
        try check(line.utf8.count { $0 == UInt8(ascii: "|") } == 4, "summary", "a row that breaks: \(line)")
      }
    }
    try check(fence == nil, "summary", "a block that stays open")
  }
}
