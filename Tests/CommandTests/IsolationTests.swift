import Foundation
import TestSupport
import Testing

/// The commands' words and refusals about the sandbox, and their silence about hidden cases.
@Suite struct IsolationTests {
  private let solution = "assignments/10-adam/Solution"

  /// Returns an environment in which bubblewrap does not work.
  private func withoutBubblewrap(_ scratch: Scratch) throws -> [String: String] {
    let impostor = try scratch.write("#!/bin/sh\nexit 1\n", to: "impostor/bwrap")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: impostor)
    return ["PATH": scratch.path + "/impostor:" + (ProcessInfo.processInfo.environment["PATH"] ?? "")]
  }

  @Test func doctorSaysWhatEachLayerFound() throws {
    let full = try Gradus.run(["doctor"])
    #expect(full.code == 0, "\(full.output)")
    for word in ["toolchain", "namespaces    yes", "files         yes", "calls         yes", "level         full"] {
      #expect(full.output.contains(word), "\(full.output)")
    }
    let scratch = try Scratch()
    let reduced = try Gradus.run(["doctor"], environment: withoutBubblewrap(scratch))
    #expect(reduced.code == 70 && reduced.output.contains("level         reduced"), "\(reduced.output)")
    #expect(reduced.output.contains("namespaces    no, bubblewrap is not usable"), "\(reduced.output)")
    #expect(reduced.output.contains("mend it: ") && reduced.output.contains("--sandbox=reduced"), "\(reduced.output)")
  }

  /// A student's folder can look like an installation; a program that has none of its own takes nothing from there.
  @Test func nothingIsTakenFromTheCurrentFolder() throws {
    let scratch = try Scratch()
    let script = "#!/bin/sh\necho ran > \(scratch.path)/ran\n"
    for name in ["gradus-limit", "gradus-worker", "gradus"] {
      let path = try scratch.write(script, to: "student/.build/release/" + name)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
    _ = try scratch.write("", to: "student/Sources/GradusKit/Kit.swift")
    let built = try Gradus.program
    try FileManager.default.createDirectory(atPath: scratch.path + "/bin", withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: built.resolvingSymlinksInPath(), to: URL(filePath: scratch.path + "/bin/gradus"))
    let result = try Gradus.run(["doctor"], in: scratch.path + "/student", program: scratch.path + "/bin/gradus")
    #expect(result.code == 70 && result.errors.contains("set GRADUS_HOME"), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/ran"))
  }

  /// A full disk is no mistake in a program. The folder for temporary files is one of 64 kB here.
  @Test func withoutRoomTheGradeIsWithheld() throws {
    let bubblewrap = try #require(
      (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { $0 + "/bwrap" }
        .first { FileManager.default.isExecutableFile(atPath: $0) })
    let scratch = try Scratch()
    _ = try scratch.write("", to: "tmp/x")
    let result = try Gradus.run(
      [
        "--dev-bind", "/", "/", "--size", "65536", "--tmpfs", scratch.path + "/tmp", "--", Gradus.program.path, "check",
        Repository.root + "/" + solution, "--assignment", "10-adam",
      ], environment: ["TMPDIR": scratch.path + "/tmp"], program: bubblewrap)
    #expect(result.code == 70, "\(result.output)\(result.errors)")
    #expect(result.output.contains("free some, or name another folder in TMPDIR"), "\(result.output)\(result.errors)")
  }

  @Test func aBatchRefusesALowerLevelUnlessItIsSaid() throws {
    let scratch = try Scratch()
    let environment = try withoutBubblewrap(scratch)
    _ = try scratch.write(
      String(contentsOfFile: Repository.root + "/" + solution + "/Adam.swift", encoding: .utf8), to: "class/ada.swift")
    let command = [
      "batch", scratch.path + "/class", "--assignment", "10-adam", "--output", scratch.path + "/out",
    ]
    let refused = try Gradus.run(command, environment: environment)
    #expect(refused.code == 70 && refused.errors.contains("--sandbox=reduced accepts it"), "\(refused.errors)")
    #expect(!FileManager.default.fileExists(atPath: scratch.path + "/out"))
    let accepted = try Gradus.run(command + ["--sandbox=reduced"], environment: environment)
    #expect(accepted.code == 0 && accepted.errors.contains("the sandbox is reduced"), "\(accepted.errors)")
    #expect(try Gradus.run(command + ["--sandbox=none"], environment: environment).code == 64)
  }

  @Test func checkSaysTheLevelItUsed() throws {
    let result = try Gradus.run(["check", solution, "--assignment", "10-adam"])
    #expect(result.code == 0 && result.errors.contains("ran in the sandbox level full"), "\(result.errors)")
  }

  // MARK: Hidden cases

  private let spy = """
    import GradusKit
    struct Adam: Optimizer {
      @Setting var learningRate = 0.001
      var isFirst = true
      mutating func step(_ weights: inout Parameters, gradients g: Parameters) {
        if isFirst { print("rate", learningRate) }
        isFirst = false
        if learningRate != 0.07 && learningRate != 0.001 { fatalError("hidden rate \\(learningRate)") }
        weights -= g
      }
    }
    """

  @Test func nothingOfAHiddenCaseIsShown() throws {
    let scratch = try Scratch()
    let path = try scratch.write(spy, to: "Adam.swift")
    let seed = try scratch.write(String(repeating: "course secret ", count: 4), to: "seed")
    let (junit, json) = (scratch.path + "/x.xml", scratch.path + "/x.json")
    let result = try Gradus.run([
      "check", path, "--assignment", "10-adam", "--hidden-seed", seed, "--junit", junit, "--json", json, "--full",
    ])
    #expect(result.code == 1)
    for text in [
      result.output, try String(contentsOfFile: junit, encoding: .utf8),
      try String(contentsOfFile: json, encoding: .utf8),
    ] {
      #expect(text.contains("rate 0.07") && text.contains("rate 0.001"), "\(text)")
      // Once in each of the three public cases.
      #expect(text.components(separatedBy: "rate ").count == 4, "\(text)")
      #expect(text.contains("the program crashed in a hidden case") && !text.contains("hidden rate"), "\(text)")
    }
  }

  @Test func theSolutionEarnsFullMarksOnHiddenCasesAndCopiedAnswersDoNot() throws {
    let scratch = try Scratch()
    let seed = try scratch.write(UUID().uuidString, to: "seed")
    let full = try Gradus.run(["check", solution, "--assignment", "10-adam", "--hidden-seed", seed])
    #expect(full.code == 0, "\(full.output)")
    // Right for the settings that the manifest shows, wrong for any other.
    let source = try String(contentsOfFile: Repository.root + "/" + solution + "/Adam.swift", encoding: .utf8)
      .replacingOccurrences(
        of: "    t += 1\n",
        with: """
              t += 1
              let isPublic = (learningRate == 0.07 && beta1 == 0.8) || learningRate == 0.001
              let beta1 = isPublic ? self.beta1 : 0.9
          """ + "\n")
    let path = try scratch.write(source, to: "Adam.swift")
    #expect(try Gradus.run(["check", path, "--assignment", "10-adam"]).code == 0)
    let caught = try Gradus.run(["check", path, "--assignment", "10-adam", "--hidden-seed", seed])
    #expect(caught.code == 1 && caught.output.contains("not right in a hidden case"), "\(caught.output)")
  }

  @Test(arguments: ["short", ""]) func aSeedThatCanBeGuessedIsRefused(_ secret: String) throws {
    let scratch = try Scratch()
    let seed = try scratch.write(secret, to: "seed")
    let result = try Gradus.run(["check", solution, "--assignment", "10-adam", "--hidden-seed", seed])
    #expect(result.code == 64 && result.errors.contains("at least 16 bytes"), "\(result.errors)")
    let missing = try Gradus.run([
      "check", solution, "--assignment", "10-adam", "--hidden-seed", scratch.path + "/none",
    ])
    #expect(missing.code == 64)
  }

  /// Without its layers a program could read the host's command line, and in it the name of the seed's file.
  @Test func aSecretNeedsTheWholeSandbox() throws {
    let scratch = try Scratch()
    let environment = try withoutBubblewrap(scratch)
    let seed = try scratch.write(UUID().uuidString, to: "seed")
    let command = ["check", solution, "--assignment", "10-adam", "--hidden-seed", seed]
    let refused = try Gradus.run(command, environment: environment)
    #expect(refused.code == 70 && refused.output.isEmpty, "\(refused.output)")
    #expect(refused.errors.contains("beside a hidden seed") && refused.errors.contains("--sandbox=reduced accepts it"))
    let accepted = try Gradus.run(command + ["--sandbox=reduced"], environment: environment)
    #expect(accepted.code == 0 && accepted.errors.contains("ran in the sandbox level reduced"), "\(accepted.errors)")
    let own = try Gradus.run(["check", solution, "--assignment", "10-adam"], environment: environment)
    #expect(own.code == 0, "\(own.errors)")
  }

  // MARK: Two runs

  @Test func anAnswerThatChangesIsNamed() throws {
    let scratch = try Scratch()
    let source = try String(contentsOfFile: Repository.root + "/" + solution + "/Adam.swift", encoding: .utf8)
      .replacingOccurrences(of: "    t += 1\n", with: "    t += 1\n    weights[\"W\"][0] += .random(in: 0..<1)\n")
    let path = try scratch.write(source, to: "Adam.swift")
    let result = try Gradus.run(["check", path, "--assignment", "10-adam", "--full"])
    #expect(result.code == 1)
    #expect(
      result.unbroken.contains("two runs on the same inputs gave different values, first for weights/W at step 1"),
      "\(result.output)")
    // Quantities that do not change are graded as ever.
    #expect(result.output.contains("✓ mHat"), "\(result.output)")
  }
}
