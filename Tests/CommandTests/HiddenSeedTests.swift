import Foundation
import TestSupport
import Testing

/// Sources of the course's secret.
@Suite struct HiddenSeedTests {
  /// A pipe can be read only once, and the batch may be begun twice.
  @Test(arguments: ["/dev/stdin", "/dev/fd/7"]) func theSecretMayComeFromAPipe(_ path: String) throws {
    let scratch = try Scratch()
    let solution = try String(
      contentsOfFile: Repository.root + "/assignments/10-adam/Solution/Adam.swift", encoding: .utf8)
    _ = try scratch.write(solution, to: "class/ada.swift")
    let gradus =
      "'\(try Gradus.program.path)' batch '\(scratch.path)/class' --assignment 10-adam --output '\(scratch.path)/out' "
      + "--hidden-seed \(path)"
    let run = path == "/dev/stdin" ? gradus : "{ exec 7<&0 </dev/null; \(gradus); }"
    let result = try Gradus.run(
      ["-c", "printf 'sixteen bytes and more' | \(run)"], program: "/bin/sh")
    #expect(result.code == 0, "\(result.output)\(result.errors)")
    let report = try #require(try scratch.exports(of: "out")["ada.swift.xml"])
    // Two more cases: there was a secret.
    #expect(String(decoding: report, as: UTF8.self).contains("hidden"), "\(result.errors)")
  }

  @Test(arguments: ["check", "batch"]) func aSecretThatCannotBeReadIsOneSentence(_ command: String) throws {
    let scratch = try Scratch()
    _ = try scratch.write("struct X {}", to: "class/ada.swift")
    let rest = command == "batch" ? ["--output", scratch.path + "/out"] : []
    for (path, reason) in [
      (scratch.path + "/none", "No such file or directory"), (scratch.path, "Is a directory"),
      ("/dev/zero", "it has more than 1048576 bytes"),
    ] {
      let result = try Gradus.run(
        [command, scratch.path + "/class", "--assignment", "10-adam", "--hidden-seed", path] + rest)
      #expect(result.code == 64, "\(result.errors)")
      #expect(result.errors == "gradus: cannot read the hidden seed \(path): \(reason)\n", "\(result.errors)")
    }
    let empty = try Gradus.run(
      [command, scratch.path + "/class", "--assignment", "10-adam", "--hidden-seed", "/dev/null"] + rest)
    #expect(empty.code == 64 && empty.errors.contains("/dev/null: "), "\(empty.errors)")
  }
}
