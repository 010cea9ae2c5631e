package lexicon

import (
	"strings"
	"testing"
)

// examples are names of every list, and names that are not of it though letters or words of it stand in them.
var examples = [lists]struct{ yes, no string }{
	Waits: {
		"wait Sleep WaitForSlot waitTurn backOff BackoffOnce delayed pauseFor throttle CheckRateLimit limiterAllow acquire yield onTick newTimer lock holdOn slowDown cooldown Await newWaiter",
		"CheckThreshold CreateTicket Household Statistics Particle waitress Delimiter blocked Unlimited Backlog Acquaint Practical WithholdingTax",
	},
	Sleeps:      {"sleep Sleep SleepContext sleepFor", "Sleeper doSleep oversleep Asleep"},
	Delays:      {"retryDelay nextBackoff waitTime sleepFor pollInterval NextTry retries", "Retrieve contextual Undelayed Retrofit Menopause"},
	Policies:    {"NextBackOff Duration retryDelay pollInterval step waitTime", "Stepfather Contexts Nextcloud footsteps"},
	RateLimits:  {"golang.org/x/time/rate go.uber.org/ratelimit github.com/throttled/throttled/v2 example.com/rate-limiter", "example.com/strategy example.com/migrate example.com/generated example.com/corporate"},
	Grows:       {"exponentialBackoff linearDelay ExpoDelay fibonacci growLinearly", "exportDelay exposeDelay Collinear"},
	Exponential: {"exponentialBackoff ExpoDelay exponent", "exportDelay export.go exposedDelay linear"},
	BacksOff:    {"backoff BackOff backing_off maximumBackoffer Backoffs", "backdropOffset backend Backslash payback"},
	Steady:      {"constantDelay fixedBackoff randomDelay withJitter uniform_delay flat", "constraint flatten prefixed unsteady"},
	NextDelay:   {"next Next grow increase Advance", "nextDelay growth advanced"},
	Nanos:       {"delayNanos backoff_ns NSEC nanoseconds", "Nanotube dns params ms"},
	Units:       {"delaySec timeout_secs waitSeconds retryAfterMs backoff_ms delayMS millis delayMilliseconds minutes nanos waitsec", "params items Sections secret secure Minutiae Nanotube"},
	Seconds:     {"delaySec seconds retryAfterSeconds wait_secs timeoutsec", "milliseconds Section secondary sectors delayMs"},
	Dates:       {"parseDate HTTPDate parseRetryAfter dateOf", "update validate Candidate mandate"},

	Jitters:     {"jitter RandFactor randomized fuzz noise spread", "brand operand Grandparent strand"},
	Limits:      {"maxDelay cap DelayLimit ceiling upperBound maxbackoff Maximum", "climax escape Capture unlimited recap Uppercase capsule"},
	Counts:      {"attempt retryCount numTries maxRetries elapsed totalTime expiresExp shift power retry maxN", "Shifty enumerate Account Discount expert powder County"},
	RetryWord:   {"retryDelay RetryAfter retry", "retries delay Retrieval"},
	Factors:     {"factor multiplier growthRatio base coefficient Mult exponent", "duration operation database Multipart Manufactory"},
	Bases:       {"baseDelay min initialBackoff startInterval first firstWait duration timeout step BackoffUnit mindelay", "minute terminal Administrator Unite database Wishlist"},
	Attempts:    {"attempt attempts retryCount tries retry_num iteration nthAttempt currentRetry n_attempts failures triesSoFar", "attemptDelay lastAttemptTime reattempt retryDelay failureReason"},
	AttemptArgs: {"attempt retries tryNo count n attemptNumber", "attemptTimeout account counter retryDelay"},
	Counters:    {"n i k x c num count counter step exp exponent times", "name index delay expiry"},

	Retries:       {"ShouldRetry isRetryable retryCodes isTransient temporaryError Recoverable tryAgain retriable retryer shouldretry TransientCodes", "Retrieve retrieveAll Retrospective metrics temporal Entry Retrofit"},
	NotRetries:    {"nonRetryable noRetry notRetryable dontRetry NeverRetried unrecoverable maxRetries skipRetries permanentlyNotRetry cannotRetry exceededRetries notBeRetried", "retryable shouldRetry transient snoRetrieval canoRetry"},
	Acts:          {"retry tryAgain markPermanent refresh reauth relogin fallback sleep deleteUser removeItem createUser disableKey banIP fallBack backOff", "Retrieve against banner urban Banking recreation sleepy"},
	Retriers:      {"Retrier RetryLoop Backoff BackOffPolicy attempter AttemptBudget", "Retriever Transport tempting"},
	GivesOut:      {"Next Continue Ongoing Wait next", "NextPage WaitGroup Continued"},
	RetrySettings: {"MaxRetries retryCount RetryMax maxAttempts", "Retrieval MaxSize attempt"},
	PaceSettings:  {"RetryWaitMin retryDelay retryInterval Backoff Logger RequestLogHook", "catalogRetries retryLogin MaxRetries blogRetry"},
	Rotates:       {"nextHost pickServer chooseKey switchChannel failOver failover fallback anotherOne randomHost selectServer selectedKey rotateProxy", "context Pickwick Selection pickled plaintext switchboard selectAll"},
	Draws:         {"next nextItem popJob recv Receive readLine Scan Scanln Text takeOne pickOne selectHost rotate randInt fallback", "ready population Threading Textual Shiftless getText readiness"},
	Changes:       {"removeField deleteParam stripUnsupported shrink truncateBody dropTools cleanBody simplify ReplaceModel withoutTools cleanup", "Removal undelete fixture fixtures Clearance patchwork cleverness doRemove"},

	Gates: {"Allow allowed admit Permit Acquire tryAcquire reserve Enter", "Disallow hallowed limiterAllow administer"},
	Quiet: {"Close flushAll WriteFile logError syncFile MarshalJSON encodeBody parse validate newClient makeRequest buildURL createSignedRequest createHTTPRequest wrapError readAll getBody Rewind sign signRequest setHeader err getErr setup initClient PrintAll",
		"Login LogIn loginUser ready news Settle addressOf reclose signIn SignUp makeshift createUser signature Settings Copyright logo"},
	Idle: {"sleep waitABit log Logf println printf Warnf debug infow metrics inc incrementRetries observe record closeBody drain copyHeader BackOff Sprintf errors",
		"login LogIn blogPost Informer since catalog Include prince discloser Photocopier terror dialog"},
	Aside:  {"sleep checkLimit logf Printf reportError notify record trackEvent observe publish callHook validate drain checks", "Login LogIn invalidate catalog Recordset checkout blueprint eventual Healthcheckup"},
	Says:   {"Printf Println Fprintf log Logf Debugln Infow Warnf warning Errorf ErrorContext trace wrap Wrapf", "login LogIn information printable LogoURL traceroute wrapper infobox"},
	Closes: {"Close closeBody closeQuietly drain drainAndClose safeClose mustClose CheckClose discard deferredClose closebody", "Disclose enclose closest Closure drainage checkDisclosed"},
	Signals: {"closed isClosed stop stopped stopCh done quit shutdown ShuttingDown cancelled canceled running alive aborted terminated expired deadline ctx enabled active stopch killed",
		"enclosure distance unstoppable abandoned disclosure transaction interaction Determined terms skilled quiter"},

	Forever: {"main runLoop watchEvents subscribe consumeAll Listen poll keepAlive keepalive reconnect serve streamLogs tailLogs follow waitReady untilDone acceptConns electLeader EnsureUp StartWorker ListenAndServe ConnectAndWait",
		"GetDetails ReserveSeat GetServerList SelectPlan Connect RunOnce OpenFile Details server Observe preserve Startup pollute Bloop Retail Entailment Elective Already GetWorkers CreateSubscription ListStreams getFollowers openness"},
	Reaches:  {"checkEndpoint Ping probeHost isReachable testConnectivity alive health", "recheck Shipping shipper connect breach preach"},
	WaitsFor: {"WaitForResult waitFor AwaitCondition Eventually", "wait waitUntil forwardWait PollUntil weight"},
	AwaitsReady: {"waitForUp isReady CheckHealth healthy healthz alive liveness poll Probe ping until watch monitor heartbeat awaitUp waitABit",
		"SendShipping LoadMapping IsAlreadyPaid UpdateHealthcare Grouping dropping mapping Swatch pollen Untilled CreatePoll deleteMonitor Wealthy stopwatch shopping"},
	Works: {"Run runAll workerLoop syncAll resync reconcile serve listen consume subscribe refreshAll election periodic schedule background startUp restart initDB setup connect reconnect cleanup teardown eventually processAsync",
		"prune truncate server observe Release please Selection Startle definition trunk Releases Preserve Terminate"},
	Launches: {"Serve serveHTTP ListenAndServe listen start Start run runServer startAll", "server observe restart running Startup"},
	Streams:  {"Next Recv ReadMessage Write close Watch Subscribe Connect dial ping poll waitUntil StartTask run err WatchPods ListPages StreamEvents listPage", "Ready Already upstream Mapping Stopwatch Closest getPagesize Errand Connectivity Startup runtime"},
	StandIns: {"MockClient fakeServer StubStore noopLogger dummy spy testClient httptest mocks testutil NoOp testing Tests", "Attestation Latest Contest Fastest crispy mockingbird Greatest stubborn"},

	Credentials: {"token accessToken Authorization authHeader apiKey session cookie nonce credentials isAuthenticated refresh login OAuthToken reauth Unauthorized refreshToken GetToken sessionID",
		"LoadAuthor CountTokens UpdateSessionCount RefreshPage maxTokens tokenCount TotalTokens promptTokens nextPageToken pageToken TokenBucket obsession tokenizer RefreshCache renewSubscription tokensUsed TokenLimit"},
	Renews: {"refreshToken RefreshAccessToken renewCredentials refresh Refresh refreshIfNeeded login Login LoginWithPassword relogin reLogin reauth reauthenticate signIn fetchToken updateSession createSession newToken invalidateToken resetCookie tokenRefresh getNonce setBearerToken refreshClient renewSession refreshTokenSource clearTokens LogIn refreshAuth fetchtoken refreshLocked",
		"CountTokens UpdateSessionCount RefreshPage LoadAuthor getToken refreshCache RefreshView updateTokenBalance createTokenBucket newTokenizer refreshDashboard loginPage LoginURL signingKey designInfo updateTokenUsage nextToken renewSubscription renewLicense SessionCount refreshTokenCount newPageToken"},
	TellingHeaders: {"Range Authorization X-Auth-Token X-Api-Key If-Match Cookie Proxy-Authorization X-Forwarded-For User-Agent Host x-apikey Ocp-Apim-Subscription-Key X-Goog-Api-Key", "X-Keyword Author Hostility Content-Type Accept Monkey-Header X-Orange X-Notif-Id Ghost"},
	HintHeaders:    {"Retry-After retry-after-ms X-RateLimit-Reset x-ratelimit-remaining RateLimit-Policy X-Rate-Limit-Reset", "X-Retry X-Corporate-Limit X-Limit After"},
	RetryAfter:     {"Retry-After retry-after-ms RetryAfter", "X-Retry-After Retry X-After"},
	FormHeaders:    {"Content-Type Accept Accept-Encoding Transfer-Encoding X-Request-Id x-requestid Date ETag Last-Modified X-RateLimit-Limit X-RateLimit-Remaining", "X-Content Update X-Unlimited X-Updated X-Error-Code"},

	Clones:       {"Clone cloneRequest copyReq DeepCopy dup rewindBody WithContext duplicate", "cyclone photocopier Duplex"},
	Makers:       {"newRequest makeSignedRequest buildHTTPRequest createRequest getRequest SetRequests cloneRequest", "sendRequest request renewRequest doRequest newsRequest"},
	Connects:     {"Dial DialURL DialTLS Connect ConnectContext dialServer", "Redial Dialer Dialect Connection Connector Disconnect Reconnect"},
	Setters:      {"Set SetHeader AddQuery Put WithToken", " Address Within Settings Putter Reset"},
	Derives:      {"WithTimeout WithCancel With", "Without Within withdrawal"},
	Sends:        {"Execute Send Do Get Post Put Patch Delete Head Options", "GetURL Sender Doer Postpone"},
	Decodes:      {"Decode UnmarshalJSON Scan Scanln ShouldBindJSON ReadInto parseBody fill LoadConfig reload DownloadTo", "Upload ready Binder Scandal Payload Fulfil Pointer Spread thread"},
	Unmarshals:   {"Unmarshal UnmarshalStrict UnmarshalJSON", "Marshal doUnmarshal"},
	Matches:      {"Match MatchString FindAllString Find", "Matcher Rematch finder"},
	Rewinds:      {"Seek Reset Write WriteString ReadFrom UnreadByte Truncate", "Read ReadByte Peek Writable"},
	Responses:    {"Response apiResp APIResponse responses HTTPResponse", "Responder Correspondence Respawn Irresponsible"},
	IntStatus:    {"status statusCode httpStatus HTTPStatusCode httpCode statuscode", "code statusText codeStatus"},
	ClearStatus:  {"StatusCode HTTPStatus httpCode HTTPStatusCode ResponseStatusCode http_response_code statuscode", "Status Code StatusText ExitStatusCode"},
	StatusGetter: {"StatusCode GetStatusCode HTTPStatusCode GetHTTPStatus", "Status GetStatus GetStatusText"},
	AnswerStatus: {"Status GetStatus", "StatusText StatusCode"},
	PlainStatus:  {"Status Code status", "StatusText ErrCode"},
	StatusOnly:   {"Status status", "StatusCode Statuses"},
	CodeOnly:     {"Code code", "ErrCode Codes"},
	AsksStatus:   {"StatusCode Status", "HTTPStatus Stats"},
	StatusParams: {"status statusCode httpStatus code httpCode respStatus statuscode", "state errCode statistics codes"},
	ErrorCodes:   {"Code ErrCode errno errorCode GetCode bizCode retcode sub_code ErrNo", "Zipcode statusCode errors codes Encode"},
	CodeTags:     {"code errcode error_code errno err_no sub_code retcode", "status statusCode zip_code codes"},
	MessageTags:  {"message msg errmsg error_message error_description error", "messages text err image"},
	Failures: {"Error errors ErrCode errmsg fault Failed code Success status message detail reason ok ret result state meta diagnostics valid description warnings HTTPCode retCode faultstring",
		"Errand Berry zipCode country_code postalCode Barcode encoded statuesque validator okay results resultSet metallic Default"},
	Wanted:         {"want wantStatus expected successCodes acceptable validStatuses okCodes good allowed", "invalid unexpected goodbye Unwanted disallowed book"},
	ErrorKinds:     {"ServerError InternalError Unavailable RateLimitError throttled TimeoutError ConflictError busy overloaded NetworkError Temporary transientErr", "APIError observerError Business Delimiter InternalizedError"},
	GeneralErrors:  {"Error APIError HTTPError ErrorResponse StatusCodeError ResponseError ServiceException apiError", "RateLimitError AuthError Terror Mirror ErrorHandler ThrottlingException"},
	StatusLists:    {"Codes RetryCodes statusList Retryable HTTPStatuses retry_statuses", "Decoder Encoded Statusbar metrics"},
	OtherProtocols: {"net/smtp net/textproto github.com/jlaffaye/ftp example.com/smtp-relay", "net/http example.com/tips example.com/gossip example.com/swift"},
}

func TestLists(t *testing.T) {
	for l, e := range examples {
		l := List(l)
		if e.yes == "" || e.no == "" {
			t.Errorf("%s: no examples", l)
		}
		for name := range strings.FieldsSeq(e.yes) {
			if !l.Has(name) {
				t.Errorf("%s: %s is not of the list; its words are %q", l, name, Words(name))
			}
		}
		for name := range strings.FieldsSeq(e.no) {
			if l.Has(name) {
				t.Errorf("%s: %s is of the list; its words are %q", l, name, Words(name))
			}
		}
	}
}
