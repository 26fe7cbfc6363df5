/// The service that runs `gradus ci`, and that its files are for.
enum Platform: String, CaseIterable {
  case github, gitlab, gradescope, classroom50, prairielearn, autolab, plain

  private static let gradescopeMetadata = "/autograder/submission_metadata.json"

  /// Returns the service whose variables or files are there.
  ///
  /// - Parameters:
  ///   - root: the folder that stands for `/`.
  ///   - isThere: true for a path that exists.
  static func found(in environment: [String: String], root: String, isThere: (String) -> Bool) -> Platform {
    // Classroom 50 runs inside of GitHub Actions.
    if environment["SUBMISSION_TAG"] != nil, environment["CLASSROOM"] != nil { return .classroom50 }
    if environment["GITHUB_ACTIONS"] == "true" { return .github }
    if environment["GITLAB_CI"] == "true" { return .gitlab }
    if isThere(root + gradescopeMetadata) { return .gradescope }
    if isThere(root + "/grade/data/data.json") { return .prairielearn }
    return .plain
  }

  /// The submission's place, where the service has one.
  func submission(root: String) -> String? {
    switch self {
    case .gradescope: root + "/autograder/submission"
    case .prairielearn: root + "/grade/student"
    case .github, .gitlab, .classroom50, .autolab, .plain: nil
    }
  }

  /// The path of the service's account of this submission and of earlier ones; `nil` if it gives none.
  func metadata(root: String) -> String? {
    self == .gradescope ? root + Self.gradescopeMetadata : nil
  }

  /// The path of the file that the service reads the marks from; `nil` if it reads none.
  func results(root: String) -> String? {
    switch self {
    case .gradescope: root + "/autograder/results/results.json"
    case .prairielearn: root + "/grade/results/results.json"
    case .classroom50: "result.json"
    case .github, .gitlab, .autolab, .plain: nil
    }
  }

  /// True if an exit code other than 0 means to the service that grading failed, whatever the marks.
  var wantsSuccess: Bool {
    switch self {
    case .gradescope, .classroom50, .prairielearn, .autolab: true
    case .github, .gitlab, .plain: false
    }
  }

  /// True if lines of the output can be commands to the service.
  var readsCommands: Bool { self == .github || self == .classroom50 }
}
