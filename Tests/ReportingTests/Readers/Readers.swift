import TestSupport

/// GitLab: of two tests with one class and name the first stays; the content of the element is shown.
enum GitLab: JUnitReader {
  static func read(_ documents: [Element]) -> [SeenTest]? {
    var taken: Set<[String]> = []
    return documents.flatMap { $0.all("testcase") }.compactMap { one in
      guard let name = one.attributes["name"], taken.insert([one.attributes["classname"] ?? "", name]).inserted
      else { return nil }
      return SeenTest(
        name: name, result: one.seenResult, said: Element.first(one.ending?.text, one.ending?.attributes["message"]),
        file: one.attributes["file"])
    }
  }
}

/// Jenkins: suites of one name and id are one suite, in which a test of one class and name is one test; an error wins over a
/// failure, and the message is shown.
enum Jenkins: JUnitReader {
  static func read(_ documents: [Element]) -> [SeenTest]? {
    var taken: Set<[String]> = []
    return documents.flatMap { $0.all("testsuite") }.flatMap { suite in
      suite.all("testcase").compactMap { one -> SeenTest? in
        let name = one.attributes["name"] ?? ""
        let key = [
          suite.attributes["name"] ?? "", suite.attributes["id"] ?? "", one.attributes["classname"] ?? "", name,
        ]
        guard taken.insert(key).inserted else { return nil }
        let message = one.children.first { $0.name == "error" } ?? one.ending
        return SeenTest(name: name, result: one.seenResult, said: Element.first(message?.attributes["message"]))
      }
    }
  }
}

/// Artemis: a test is its name; two of one name void the whole result. The message comes before the content.
enum Artemis: JUnitReader {
  static func read(_ documents: [Element]) -> [SeenTest]? {
    let tests = documents.flatMap { $0.all("testcase") }.map { one in
      SeenTest(
        name: one.attributes["name"] ?? "", result: one.seenResult,
        said: Element.first(one.ending?.attributes["message"], one.ending?.text))
    }
    return Set(tests.map(\.name)).count == tests.count ? tests : nil
  }
}

/// EnricoMi: tests of one class and name over all files are one test, with the gravest result.
enum EnricoMi: JUnitReader {
  static func read(_ documents: [Element]) -> [SeenTest]? {
    let gravity: [SeenTest.Result] = [.skipped, .passed, .failed, .broken]
    let cases = documents.flatMap { $0.all("testcase") }
    let keys = cases.map { [$0.attributes["classname"] ?? "", $0.attributes["name"] ?? ""] }
    return keys.firsts().map { key in
      let same = zip(keys, cases).filter { $0.0 == key }.map(\.1)
      let result = gravity.last { grave in same.contains { $0.seenResult == grave } } ?? .skipped
      let ending = same.first { $0.seenResult == result }?.ending
      return SeenTest(name: key[1], result: result, said: Element.first(ending?.attributes["message"], ending?.text))
    }
  }
}

/// mikepenz/action-junit-report: the place is the attributes', else the one that the content names; skipped beats failed.
enum Mikepenz: JUnitReader {
  static func read(_ documents: [Element]) -> [SeenTest]? {
    documents.flatMap { $0.all("testcase") }.map { one in
      let isSkipped = one.children.contains { $0.name == "skipped" }
      let guessed = Element.place(in: one.ending?.text ?? "")
      return SeenTest(
        name: one.attributes["name"] ?? "", result: isSkipped ? .skipped : one.seenResult,
        said: Element.first(one.ending?.attributes["message"], one.ending?.text),
        file: one.attributes["file"] ?? guessed?.file,
        line: one.attributes["line"].flatMap { Int($0) } ?? guessed?.line)
    }
  }
}

/// dorny/test-reporter: a suite without a name and a test without a time are fatal; the place is read from the content.
enum Dorny: JUnitReader {
  static func read(_ documents: [Element]) -> [SeenTest]? {
    var tests: [SeenTest] = []
    for suite in documents.flatMap({ $0.all("testsuite") }) {
      guard suite.attributes["name"] != nil else { return nil }
      for one in suite.all("testcase") {
        guard let time = one.attributes["time"].flatMap({ Double($0) }), time.isFinite else { return nil }
        let place = Element.place(in: one.ending?.text ?? "")
        tests.append(
          SeenTest(
            name: one.attributes["name"] ?? "", result: one.seenResult,
            said: Element.first(one.ending?.attributes["message"], one.ending?.text), file: place?.file,
            line: place?.line))
      }
    }
    return tests
  }
}
