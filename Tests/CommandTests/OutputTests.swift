import Foundation
import Glibc
import TestSupport
import Testing

/// Outputs are not inputs: a report is never written over or among what is graded, or graded by.
@Suite struct OutputTests {
  private func scene() throws -> Scratch {
    let scratch = try Scratch()
    let source = try String(
      contentsOfFile: Repository.root + "/assignments/10-adam/Solution/Adam.swift", encoding: .utf8)
    _ = try scratch.write(source, to: "class/ada.swift")
    _ = try scratch.write(source, to: "one/Adam.swift")
    _ = try scratch.write(String(repeating: "s", count: 32), to: "seed")
    _ = try scratch.write(String(repeating: "s", count: 32), to: "class/seed")
    _ = try scratch.write("mine", to: "notes.txt")
    _ = try scratch.write("mine", to: "course/notes.txt")
    try FileManager.default.copyItem(
      atPath: Repository.root + "/assignments/10-adam", toPath: scratch.path + "/course/77-own")
    _ = try scratch.write("mine", to: "mixed/README.md")
    for (name, target) in [("link.xml", "one/Adam.swift"), ("nowhere.xml", "absent"), ("way", "class")] {
      symlink(target, scratch.path + "/" + name)
    }
    Glibc.link(scratch.path + "/one/Adam.swift", scratch.path + "/hard.xml")
    mkfifo(scratch.path + "/pipe", 0o644)
    return scratch
  }

  private static let assignment = "<root>/assignments/10-adam/assignment.yaml"

  /// Commands that are refused, and what is said. `@` stands for the folder, `<root>` for the installation.
  private static let refused: [(words: [String], said: String)] = [
    (["check", "@/one/Adam.swift", "--junit", "@/one/Adam.swift"], "what is read"),
    (["check", "@/one", "--junit", "@/one/Adam.swift"], "what is read"),
    (["check", "@/one", "--json", "@/one/new.json"], "what is read"),
    (["check", "@/one/Adam.swift", "--json", "@/hard.xml"], "what is read"),
    (["check", "@/one", "--junit", "@/hard.xml"], "no report on one"),
    (["check", "@/one", "--junit", "@/seed", "--hidden-seed", "@/seed"], "what is read"),
    (["check", "@/one", "--junit", assignment], "what is read"),
    (["check", "@/one", "--json", "<root>/assignments/10-adam/new.json"], "what is read"),
    (["check", "@/one", "--junit", "@/link.xml"], "links are not followed"),
    (["check", "@/one", "--junit", "@/nowhere.xml"], "links are not followed"),
    (["check", "@/one", "--json", "@/way/new.json"], "links are not followed"),
    (["check", "@/one", "--json", "@/notes.txt"], "no report on one"),
    (["check", "@/one", "--json", "@/both", "--junit", "@/both"], "a file for each"),
    (["check", "@/one", "--html", "@/both", "--junit", "@/both"], "a file for each"),
    (["check", "@/one", "--html", "@/notes.txt"], "no report on one"),
    (["check", "@/one", "--html", "@/one/new.html"], "what is read"),
    (["check", "@/class", "--hidden-seed", "@/class/seed"], "among the submissions"),
    (["check", "@/one", "--hidden-seed", "@/pipe"], "a pipe that nobody writes to"),
    (["check", "@/one", "--assignment", "@/course/77-own", "--json", "@/course/77-own/new.json"], "what is read"),
    (["batch", "@/class", "--assignment", "@/course/77-own", "--output", "@/course/77-own/out"], "what is read"),
    (["batch", "@/class", "--output", "@/class"], "what is read"),
    (["batch", "@/class", "--output", "@/class/reports/deep"], "what is read"),
    (["batch", "@/class", "--output", "@/."], "no report of Gradus"),
    (["batch", "@/class", "--output", "@/way"], "links are not followed"),
    (["batch", "@/class", "--output", "@/way/"], "links are not followed"),
    (["batch", "@/class", "--output", "@/mixed"], "holds README.md, which is no report"),
    (["batch", "@/class", "--output", "@/notes.txt"], "cannot be written"),
    (["batch", "@/class", "--output", "<root>/assignments/10-adam"], "what is read"),
    (["batch", "@/class", "--output", "@/out", "--hidden-seed", "@/class/seed"], "among the submissions"),
    (["batch", "@/class", "--output", "@/out", "--hidden-seed", "@/pipe"], "a pipe that nobody writes to"),
  ]

  /// Nothing but the assignment's own folder is read of a course.
  @Test func reportsMayStandBesideAnAssignment() throws {
    let scratch = try scene()
    _ = try scratch.write("an essay", to: "essays/ann.txt")
    let graded = try Gradus.run([
      "batch", scratch.path + "/essays", "--assignment", scratch.path + "/course/77-own", "--output",
      scratch.path + "/course/reports",
    ])
    #expect(graded.code == 0, "\(graded)")
  }

  @Test func whatIsReadIsNotWrittenOver() throws {
    let scratch = try scene()
    let before = try scratch.contents(of: ".")
    let manifest = try Data(contentsOf: URL(filePath: Self.assignment.replacing("<root>", with: Repository.root)))
    for (words, said) in Self.refused {
      let words = words.map { $0.replacing("@", with: scratch.path).replacing("<root>", with: Repository.root) }
      let result = try Gradus.run(words.contains("--assignment") ? words : words + ["--assignment", "10-adam"])
      #expect(result.code == 64 && result.errors.contains(said), "\(words): \(result.code) \(result.errors)")
      #expect(try scratch.contents(of: ".") == before, "\(words)")
    }
    #expect(try Data(contentsOf: URL(filePath: Self.assignment.replacing("<root>", with: Repository.root))) == manifest)
  }

  /// A report on another submission stays; one on the same is replaced.
  @Test func onlyTheSameReportIsReplaced() throws {
    let scratch = try scene()
    func check(_ submission: String, _ form: String, _ file: String) throws -> Gradus.Outcome {
      try Gradus.run([
        "check", scratch.path + "/" + submission, "--assignment", "10-adam", form, scratch.path + "/" + file,
      ])
    }
    for (form, file) in [("--junit", "r.xml"), ("--json", "r.json"), ("--html", "r.html")] {
      for _ in 0..<2 { #expect(try check("one", form, file).code == 0) }
      let written = try scratch.contents(of: ".")[file]
      let other = try check("class/ada.swift", form, file)
      #expect(other.code == 64 && other.errors.contains("no report on ada.swift"), "\(other.errors)")
      #expect(try scratch.contents(of: ".")[file] == written)
    }
    for _ in 0..<2 {
      let batch = ["batch", scratch.path + "/class", "--assignment", "10-adam", "--output", scratch.path + "/out"]
      #expect(try Gradus.run(batch + ["--html"]).code == 0)
    }
    // The seed lies among the submissions here, and is one.
    let pages = try scratch.exports(of: "out").keys.filter { $0.hasSuffix(".html") }.sorted()
    #expect(pages == ["ada.swift.html", "seed.html"])
  }

  /// What is redirected is written to as it is.
  @Test func standardOutputIsNoLink() throws {
    let scratch = try scene()
    let result = try Gradus.run(["check", scratch.path + "/one", "--assignment", "10-adam", "--json", "/dev/stdout"])
    #expect(result.code == 0 && result.output.contains("\"format\""), "\(result.errors)")
  }
}
