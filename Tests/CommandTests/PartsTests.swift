import Foundation
import TestSupport
import Testing

/// A submission of several types, with one report.
@Suite struct PartsTests {
  private static let folder = Repository.root + "/assignments/06-activations"
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private struct Report: Decodable {
    struct Check: Decodable {
      let caseID: String
      let quantity: String
      let outcome: String
      let points: Double
      let maximum: Double
      let message: String
    }
    struct Obstacle: Decodable {
      let outcome: String
      let message: String
    }
    let checks: [Check]
    let obstacle: Obstacle?

    var outcomes: [String: Set<String>] {
      Dictionary(grouping: checks) { String($0.caseID.prefix { $0 != "." }) }.mapValues { Set($0.map(\.outcome)) }
    }
    var points: Double { checks.reduce(0) { $0 + $1.points } }
  }

  private func check(_ path: String, _ words: [String] = []) throws -> (result: Gradus.Outcome, report: Report) {
    // A report is never written over that of another submission.
    let json = scratch.path + "/\(UUID().uuidString).json"
    let result = try Gradus.run(["check", path, "--assignment", "06-activations", "--json", json] + words)
    return (result, try JSONDecoder().decode(Report.self, from: Data(contentsOf: URL(filePath: json))))
  }

  private func mistake(_ name: String) -> String { "\(Self.folder)/Mistakes/\(name).swift" }

  @Test func aMissingTypeCostsItsOwnPart() throws {
    let junit = scratch.path + "/report.xml"
    let (result, report) = try check(mistake("softplusNotDeclared"), ["--junit", junit])
    #expect(result.code == 1 && report.obstacle == nil && abs(report.points - 70) < 1e-9)
    #expect(report.outcomes == ["tanh": ["correct"], "leaky": ["correct"], "softplus": ["notBuilt"]])
    let unbuilt = report.checks.filter { $0.outcome == "notBuilt" }
    #expect(unbuilt.count == 4 && unbuilt.allSatisfy { $0.message.contains("No type named Softplus") })
    #expect(result.unbroken.contains("70 of 100 points; softplus is not built"))
    #expect(result.output.components(separatedBy: "No type named Softplus").count == 2, "\(result.output)")
    let suite = try #require(
      try Schema.validated(String(contentsOfFile: junit, encoding: .utf8)).all("testsuite").first)
    #expect(suite.attributes["errors"] == "4" && suite.attributes["failures"] == "0")
    #expect(suite.attributes["tests"] == "14")
  }

  /// A crash keeps the other parts, and whatever was right before it.
  @Test func aCrashCostsItsOwnPart() throws {
    let (result, report) = try check(mistake("softplusOutOfBounds"))
    #expect(result.code == 1 && abs(report.points - 70) < 1e-9)
    #expect(report.outcomes == ["tanh": ["correct"], "leaky": ["correct"], "softplus": ["crashed"]])
    #expect(result.unbroken.contains("the program crashes"), "\(result.output)")
  }

  @Test func whatDoesNotCompileIsToldOnce() throws {
    let source = try String(contentsOfFile: Self.folder + "/Solution/Activations.swift", encoding: .utf8)
    let broken = try scratch.write(source + "\nlet broken: Int = \"text\"\n", to: "Activations.swift")
    let (result, report) = try check(broken)
    #expect(result.code == 2 && report.obstacle?.outcome == "notBuilt" && report.points == 0)
    #expect(result.output.components(separatedBy: "cannot convert value").count == 2, "\(result.output)")
    #expect(report.checks.allSatisfy { $0.outcome == "skipped" })
  }

  @Test func typesThatAreAllMissingAreAllNamed() throws {
    let (result, report) = try check(try scratch.write("import GradusKit\nstruct Other {}\n", to: "Other.swift"))
    #expect(result.code == 2)
    for type in ["HyperbolicTangent", "LeakyReLU", "Softplus"] {
      #expect(report.obstacle?.message.contains("No type named \(type)") == true)
    }
  }

  /// A demo is a file that declares none of the types.
  @Test func aFileOfAnyPartIsNoDemo() throws {
    let parts = Self.folder + "/Variants/severalFiles"
    for name in ["HyperbolicTangent", "LeakyReLU", "Softplus"] {
      let source = try String(contentsOfFile: "\(parts)/\(name).swift", encoding: .utf8)
      _ = try scratch.write(source, to: "mine/\(name == "Softplus" ? "main" : name).swift")
    }
    #expect(try check(scratch.path + "/mine").result.code == 0)
  }

  /// Every part has hidden cases of its own, and they have all its points.
  @Test func hiddenCasesAreEachParts() throws {
    let seed = try scratch.write("sixteen bytes and more", to: "seed")
    let words = ["--hidden-seed", seed, "--sandbox", "reduced"]
    let (full, whole) = try check(Self.folder + "/Solution", words)
    #expect(full.code == 0 && abs(whole.points - 100) < 1e-9, "\(full.output)")
    #expect(whole.checks.filter { $0.caseID.contains(".hidden-") }.count == 12)
    #expect(whole.checks.allSatisfy { ($0.maximum > 0) == $0.caseID.contains(".hidden-") })
    let (result, report) = try check(mistake("slopeOfInput"), words)
    #expect(result.code == 1 && abs(report.points - 85) < 1e-9)
    let lost = report.checks.filter { $0.points < $0.maximum }
    #expect(Set(lost.map { "\($0.caseID)/\($0.quantity)" }) == ["tanh.hidden-1/tanh.dx", "tanh.hidden-2/tanh.dx"])
  }

  @Test func aCaseOfAPartIsShownByItsName() throws {
    let path = mistake("slopeOfInput")
    let (result, _) = try check(path, ["--case", "tanh.calls", "--step", "2", "--explain"])
    #expect(result.output.contains("tanh.calls") && !result.output.contains("leaky.gentle"))
    #expect(result.output.contains("tanh.dx"))
    // The equations of all parts, each under its title; only one of them is wrong.
    for title in ["Hyperbolic tangent", "Leaky rectified linear unit", "Softplus"] {
      #expect(result.output.contains(title))
    }
    #expect(result.output.components(separatedBy: "✗ dx").count == 2, "\(result.output)")
    let refused = try Gradus.run(["check", path, "--assignment", "06-activations", "--case", "calls"])
    #expect(refused.code == 64 && refused.errors.contains("tanh.calls"), "\(refused.errors)")
  }

  @Test func aPageHasEveryPartAndNoNameTwice() throws {
    let page = scratch.path + "/report.html"
    _ = try check(mistake("softplusNotDeclared"), ["--html", page])
    let text = try String(contentsOfFile: page, encoding: .utf8)
    for name in ["tanh.usual", "leaky.turned", "softplus.large", "tanh.dx", "softplus.y"] {
      #expect(text.contains(name))
    }
    let ids = text.matches(of: /\sid="([^"]*)"/).map { String($0.output.1) }
    #expect(!ids.isEmpty && Set(ids).count == ids.count, "\(ids)")
  }

  /// Each part's mistakes are its own from the batch to the comments, and all is graded again alike.
  @Test func aClassKeepsThePartsApart() throws {
    let right = try String(contentsOfFile: Self.folder + "/Solution/Activations.swift", encoding: .utf8)
    for (name, text) in [
      ("crash", try String(contentsOfFile: mistake("softplusOutOfBounds"), encoding: .utf8)),
      ("gone", right.replacing("struct Softplus", with: "struct Softminus")),
      ("bare", right.replacing("struct Softplus: Layer", with: "struct Softplus")),
    ] {
      _ = try scratch.write(text, to: "class/\(name).swift")
    }
    func run(_ words: [String]) throws -> Gradus.Outcome {
      try Gradus.run(
        words.map { $0.replacing("@", with: scratch.path) }, environment: ["SOURCE_DATE_EPOCH": "1700000000"])
    }
    let graded = try run(["batch", "@/class", "--assignment", "06-activations", "--output", "@/out"])
    #expect(graded.output.hasPrefix("3 graded, 0 with full marks"), "\(graded.output)\(graded.errors)")
    let table = try run(["class", "@/out"]).output
    #expect(table.contains("    1  softplus: crashed\n") && !table.contains("differs from what"), "\(table)")
    #expect(table.contains("No type named Softplus in your submission."), "\(table)")
    let named = try #require(table.firstMatch(of: #/(softplus: notBuilt [0-9a-f]{4})\n       No type/#)?.output.1)
    #expect(try run(["comment", "@/out", String(named), "Mind the name.", "--author", "T"]).code == 0)
    let said = try scratch.exports(of: "out").filter { $0.value.firstRange(of: Data("Mind the name.".utf8)) != nil }
    // The page of the class shows all that is said.
    #expect(said.keys.sorted() == ["class.htm", "gone.swift.xml"])
    let replayed = try run(["replay", "@/out", "bare.swift"])
    #expect(replayed.code == 0 && replayed.output.contains("the same, byte for byte"), "\(replayed.output)")
  }

  @Test func aFolderOfOnesOwnHasTheNameOfTheAssignment() throws {
    let folder = scratch.path + "/mine"
    #expect(try Gradus.run(["new", folder, "--assignment", "activations"]).code == 0)
    #expect(FileManager.default.fileExists(atPath: folder + "/Sources/Activations/Activations.swift"))
    let checked = try Gradus.run(["check"], in: folder)
    #expect(checked.code == 1 && checked.output.contains("0 of 100 points"), "\(checked.output)\(checked.errors)")
  }
}
