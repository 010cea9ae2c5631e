package lexicon

// A row of the table is a list: its name, what its words say of a name that has one of them, and the words.
//
// An entry is a word or a phrase. The words of a phrase stand one behind the other, in a name they may be written together or
// apart: "back off" is in backoff, BackOff and back_off. A name of nothing but lower-case letters is one word, so that what is
// usual in that spelling is an entry of its own. Around an entry,
//
//	word~     is the word and its regular inflections: wait, waits, waited, waiting
//	word%     is the word, and what Go's printing functions make of it: print, printf, println, printw
//	a/b       is either
//	word?     is optional
//	a .. b    is a, and b somewhere behind it
//	a + b     is a, and b right behind it: a phrase, if both have too many forms for one
//	^entry    stands at the beginning of the name
//	entry$    stands at its end
//	entry|    is no part of a longer noun: what follows it, if anything, is a number, a small word or one for what has it
//	=entry    is alone: all other words are small
//	!entry    takes the name off the list, whatever other words it has
type row struct{ name, doc, entries string }

// smallWords say nothing of what a function is about.
const smallWords = `a an the and or if is in on of for from with without to by at as when then before after until it its once now again
first needed need necessary required only all do try must maybe force forced async sync locked unlocked lock ctx context retry internal
impl func fn safe safely silently quietly err error v x`

// holderWords are for what has or gives out what is named before them, as a token's source does.
const holderWords = `source provider store cache value string pair info id header jar data`

// What several lists have in common.
const (
	pauses     = "sleep~, nanosleep, wait~, await~, waiter~, delay~, pause~, back~ off/offs/offer/offers"
	logs       = "print%, sprint%, fprint%, log%, logs, logged, logging, logger, !log~ in/out"
	retries    = "retry~, retryable, retriable, retryer, retrier, should/do/is/can/with/max/auto/http retry"
	secrets    = "token~/session~/cookie~/credential~/cred/creds"
	renewable  = secrets + "/auth/oauth/authentication/authorization/access/bearer/jwt/nonce~/login~/identity~/key~/apikey~/secret~/password~/certificate~/cert~/account~/client~/conn/connection~"
	writes     = "create/update/delete/post/put/patch/add/remove/save/submit"
	notTheCode = "!zip/postal/post/country/currency/area/language/lang/promo/coupon/voucher/discount/region/city/state/airport/product/qr/bar/color/colour code~"
	// notCredentials are tokens and sessions as quantities, tokens that say where a listing goes on, and pages to log in at.
	notCredentials = "!count~, !counter~, !total~, !max, !min, !num, !number~, !limit~, !usage~, !used, !quota~, !budget~, !price~, !cost~, !balance~, !supply, !estimate~, " +
		"!prompt/completion/input/output/cached/reasoning token~, !token/tokens bucket~/per/rate/size/length/len/window, " +
		"!page/paging/pagination/continue/continuation/sync/resume/cursor/idempotency/idempotent/cancel/cancellation token~, !next page? token~, " +
		"!log/sign in page~/url~/uri/link~/form~/history/name~/type/flight/button"
	failsByCode = "err/error/ret/return/result/response/status/fault/reason/biz/sub"
)

// table has all lists, by what they are called in the engine.
var table = [...]row{
	// Waits.
	Waits: {"waits", "Calls that may take their time before they return.",
		pauses + ", throttle~, throttler, limit~, limiter, acquire~, yield~, tick~, ticker, timer~, ^lock$, hold~, held, slow~, cool~, cool down"},
	Sleeps: {"sleeps", "Functions that do nothing but sleep.", "^sleep~"},
	Delays: {"delays", "Functions and variables that say how long to wait.",
		pauses + ", " + retries + ", interval~, throttle~, next, wait/retry/sleep/base/max/min/next delay~"},
	Policies: {"policies", "Functions whose durations are a policy's own: what they return grows or not as that says.",
		"back~ off/offs/offer/offers, duration~, delay~, interval~, pause~, wait~, step~, next"},
	RateLimits: {"rate limits", "Packages that pace their callers.", "rate, rate limit~, rate limiter~, throttle~"},
	Grows:      {"grows", "Delays that say to grow.", "expo, exponential~, exponentially, exponent~, linear, linearly, geometric, geometrically, fibonacci, doubling"},
	Exponential: {"exponential", "Delays that say to grow exponentially.",
		"expo, exponential~, exponentially, exponent~"},
	BacksOff: {"backs off", "Delays that are called a back-off.", "back~ off/offs/offer/offers"},
	Steady: {"steady", "Delays that are the same, or random, on purpose.",
		"constant~, constantly, const, fixed, static, steady, uniform, uniformly, flat, simple, random~, randomly, randomize~, randomise~, jitter~"},
	NextDelay: {"next delay", "Methods that make the next delay of the one before.", "^next$, ^grow$, ^increase$, ^advance$"},
	Nanos:     {"nanoseconds", "Numbers that say that they count nanoseconds.", "nano~, nanosecond~, nsec~, ns$"},
	Units: {"units", "Numbers that say in which unit they are.",
		"sec$, secs$, second$, seconds, wait/delay/timeout/interval/sleep/backoff/retry/after sec/secs/second, usec$, milli~, millisecond~, msec~, ms$, " +
			"wait/delay/timeout/interval/sleep/backoff/retry/after/time ms, micro~, microsecond~, nano~, nanosecond~, minute~"},
	Seconds: {"seconds", "Numbers of seconds.", "sec$, secs$, second$, seconds, wait/delay/timeout/interval/sleep/backoff/retry/after sec/secs/second$"},
	Dates:   {"dates", "Functions that read a point in time, of a Retry-After header too.", "date~, datetime, http date~, retry after"},

	// The numbers of a delay.
	Jitters: {"jitters", "How much of a delay is random.", "jitter~, jittered, rand, random~, randomness, randomize~, randomise~, randomization, fuzz~, fuzziness, spread~, noise, deviation"},
	Limits: {"limits", "The longest delay, or how much of something there may be.",
		"max, maximum, maximal, cap~, limit~, ceil, ceiling, upper, max delay/wait/backoff/interval/sleep/duration/time/timeout, backoff/delay/wait/interval max/cap"},
	Counts: {"counts", "Numbers that count something, or point to an end of all attempts.",
		"retry, retries, attempt~, tries, count~, counter~, times, num, number~, elapsed, total~, deadline~, shift~, exp, expo, exponent~, exponential, pow, power~, n$, max retries/attempts/tries, retry count, num retries"},
	RetryWord: {"retry word", "Durations that are called after a retry, not after the number of them.", "retry, retry after/delay/wait/interval/backoff/time/timeout/max/min"},
	Factors:   {"factors", "What a delay is multiplied by.", "factor~, mult, multi, multiple~, multiply~, multiplier~, multiplicator, exponent~, growth, ratio~, coef, coeff, coefficient~, base"},
	Bases: {"bases", "The first delay, or the smallest.",
		"base, min, minimum, minimal, init, initial, initially, start~, starting, first, delay~, wait~, interval~, back~ off/offs/offer/offers, duration~, unit~, period~, sleep~, pause~, slot~, timeout~, time out, step~, increment~, " +
			"base/min/init/initial/start/first delay/wait/backoff/interval/sleep, retry delay/wait/interval"},
	Attempts: {"attempts", "Parameters and fields that count the attempts.",
		"^attempt/attempts/retry/retries/tries/try/round/rounds/iteration/iterations/iter/failure/failures/fails/errors num/number/count/counts/no?$, " +
			"^attempt/attempts/retry/retries/tries/try/round/rounds/failure/failures/fails/errors so far$, " +
			"^num/n/current/cur/nth/total/consecutive attempt/attempts/retry/retries/tries/failures/errors$"},
	AttemptArgs: {"attempt arguments", "Parameters that tell a request which attempt it is.",
		"^attempt~/retry/retries/try/tries/count/counts/n/ns num/number/count/no?$"},
	Counters: {"counters", "Parameters that count the attempts where the function is about delays.",
		"^n$, ^i$, ^k$, ^x$, ^c$, ^num$, ^count$, ^counter$, ^step$, ^exp$, ^exponent$, ^times$"},

	// Retries.
	Retries: {"retries", "Functions and tables that say what to retry.",
		retries + ", transient~, transiently, temporary, temporarily, recoverable, try~ again, non/un/not retryable/retriable, no/non/dont/never/skip/stop retry, un/ir/non recoverable, non transient/temporary"},
	NotRetries: {"not retries", "Those that say what not to retry, or how often.",
		"non/no/not/dont/never/without/un/ir/cannot/cant/skip~/stop~/max/disable~/permanent/exceed~ + be? retry~/retryable/retriable/retryer/retrier/transient/recover~/recoverable, " +
			"non/not/no/un/ir/max/skip/stop/never retry/retries/retryable/retriable/recoverable, non/not transient"},
	Acts: {"acts", "Calls that do something about a failure, or mark it.",
		retries + ", again, permanent, permanently, refresh~, renew~, renewal, re auth, re authenticate~, re authorize~, re login, fall~ back, ^sleep$, back~ off/offs/offer/offers, delete~, remove~, create~, disable~, ban~"},
	Retriers: {"retriers", "Types that give out attempts.", retries + ", back~ off/offs/offer/offers, attempt~, attempter~, backoffer"},
	GivesOut: {"gives out", "Methods of those types that say whether there is another attempt.", "^next$, ^continue$, ^ongoing$, ^wait$"},
	RetrySettings: {"retry settings", "Settings that say how often to try again.",
		retries + ", max attempt~"},
	PaceSettings: {"pace settings", "Settings of retries that do not say how often.", "wait~, delay~, interval~, back~ off/offs/offer/offers, hook~, " + logs},
	Rotates: {"rotates", "Calls that go on with another key, host or channel.",
		"next, random~, randomly, rotate~, rotation, rotator, pick~, picker, choose~, chooser, switch~, switcher, fall~ back, another, fail~ over, satisfied, " +
			"select/selected key~/host~/channel~/proxy/proxies/server~/node~/account~"},
	Draws: {"draws", "Functions that return another thing each time.",
		"^next, ^pop~, ^recv, ^receive~, ^read~, ^scan%, ^scan~, ^text, ^dequeue~, ^shift~, ^take~, ^pick~, ^select~, ^choose~, ^rotate~, ^get next, ^random~, ^randomize~, ^rand, ^fall~ back, ^another, ^switch~"},
	Changes: {"changes", "Functions that make a request another one: shorter, or without what the server does not take.",
		"^simplify~, ^remove~, ^delete~, ^drop~, ^strip~, ^clear~, ^disable~, ^reduce~, ^shrink~, ^truncate~, ^trim~, ^fix~, ^adjust~, ^adapt~, ^downgrade~, ^down grade, ^degrade~, " +
			"^sanitize~, ^sanitise~, ^change~, ^fall~ back, ^patch~, ^mutate~, ^modify~, ^without, ^clean~, ^clean~ up, ^compact~, ^replace~"},

	// What else is done between two attempts.
	Quiet: {"quiet", "Calls whose errors are no answers of an API.",
		"^close~, ^flush~, ^write~, ^writer, ^print%, ^log%, ^logging, ^logger, ^sync~, ^marshal~, ^unmarshal~, ^encode~, ^encoder, ^decode~, ^decoder, ^parse~, ^parser, ^validate~, ^new, ^make~, ^build~, ^builder, " +
			"^create .. request~, ^wrap%, ^wrap~, ^unwrap~, ^read~, ^reader, ^get? body, ^rewind~, ^seek~, ^copy~, ^prepare~, ^init, ^initialize~, ^initialise~, ^initiate~, ^set, ^set up, ^format~, ^add~, ^append~, " +
			"^put header~, ^sign~, ^get? err/error$, !^log in/out, !^sign in/up/out"},
	Gates: {"gates", "Calls that are told nothing and say whether there may be another attempt: circuit breakers, limiters.",
		"^allow, ^allowed, ^admit~, ^permit~, ^acquire~, ^try~ acquire~, ^reserve~, ^enter"},
	Idle: {"idle", "Calls that end nothing: a loop of nothing else goes on.",
		pauses + ", debug%, info%, warn%, warning%, warnings, error%, errors, trace%, recorder, metric~, inc, increment~, observe~, record~, close~, drain~, discard~, copy~, " + logs},
	Aside: {"aside", "Calls that may fail and are no requests that change anything: waits, logs, notifications.",
		pauses + ", limit~, limiter, metric~, report~, reporter, notify~, notification~, notifier, record~, recorder, event~, track~, tracker, observe~, observer, publish~, publisher, hook~, callback~, call~ back, " +
			"check~, checker, valid, validate~, validation, validator, drain~, discard~, " + logs},
	Says: {"says", "Functions that write a message.",
		"^print%, ^fprint%, ^log%, ^logged, ^logging, ^debug%, ^info%, ^warn%, ^warning%, ^error%, ^trace%, ^wrap%$, !^log in/out"},
	Closes: {"closes", "Functions that close what they are given, or read it to its end.",
		"^close~/drain~/discard~, ^deferred/safe/safely/must/try/check/quiet/quietly .. close~/drain~/discard~, ^safe/must/check/try close, ^close body/resp/response"},
	Signals: {"signals", "Variables that something else sets to end a loop.",
		"close~, closer, stop~, stopper, done, shut~, shut down, cancel~, canceled, cancelled, cancellation, canceler, quit~, exit~, running, alive, abort~, finish~, dead, kill~, killer, term, terminate~, termination, drain~, ctx, context~, " +
			"expire~, expiry, expiration, deadline~, enabled, active, inactive, deactivated, is closed/stopped/done/canceled/running/alive/active/enabled/shutdown, " +
			"stop/done/quit/close/exit/cancel/shutdown/kill ch/chan/channel/c, shutting down"},

	// What a function is for.
	Forever: {"forever", "Functions that are meant to go on for ever.",
		"^main$, ^init$, loop~, looper, daemon~, worker~, watch~, watcher, watchdog, subscribe~, subscriber, subscription~, consume~, consumer~, listen~, listener, poll~, poller, monitor~, heartbeat~, heart beat~, keep~ alive, " +
			"reconnect~, re connect~, background, serve~, stream~, streamer, tail~, tailer, follow~, follower, for ever, accept~, acceptor, elect~, election~, elector, leader~, leadership, " +
			"wait~, waiter, until, ready, readiness, ensure~, " +
			"!^get/list/fetch/find/describe/count/" + writes + " .. worker~/stream~/subscription~/subscriber~/consumer~/listener~/monitor~/poll~/watcher~/follower~/leader~$"},
	AwaitsReady: {"awaits ready", "Functions that wait for something to come up: any answer but the wanted one is waited out on purpose.",
		"wait~, waiter, await~, ready, readiness, health, healthy, healthz, health check~, alive, liveness, poll~, poller, probe~, prober, ping~, pinger, until, watch~, watcher, monitor~, heartbeat~, heart beat~, " +
			"!^" + writes + " .. poll~/monitor~/watcher~/probe~/ping~/heartbeat~$"},
	Reaches: {"reaches", "Functions that ask whether somebody answers, whatever the answer is.",
		"^check~, checker, ping~, pinger, probe~, prober, reach~, reachable, reachability, connectivity, alive, liveness, health, healthy, healthz, heartbeat"},
	WaitsFor: {"waits for", "Helpers that call what they are given until it is as wanted.", "^wait for, ^await~, ^eventually"},
	Works: {"works", "Functions that run on their own and for long: whatever fails, they come back to it.",
		"run~, runner, loop~, worker~, daemon~, informer~, reconcile~, reconciler, reconciliation, sync~, syncer, resync~, synchronize~, synchronise~, synchronization, synchronizer, async, serve~, listen~, listener, consume~, consumer, " +
			"subscribe~, subscriber, subscription~, refresh~, refresher, elect~, election~, elector, lease~, periodic, periodically, schedule~, scheduler, background, start~, restart~, starter, init, initialize~, initialise~, initializer, initialization, " +
			"set~ up, setup~, connect~, connector, connection~, reconnect~, clean~ up, tear~ down, eventually"},
	Launches: {"launches", "Functions that serve, as a go statement runs them.", "^listen and? serve/listen/start, ^serve~, ^listen~, ^start~, ^run$, ^run server$"},
	Streams: {"streams", "Methods of an API's client that are no requests: they read, wait, or stay connected.",
		"^next, ^recv, ^receive~, ^read~, ^reader, ^write~, ^writer, ^close~, ^closer, ^seek~, ^flush~, ^watch~, ^listen~, ^subscribe~, ^subscription, ^connect~, ^dial~, ^dialer, ^ping~, ^poll~, ^poller, ^wait~, ^waiter, ^start~, ^run~, ^runner, ^serve~, " +
			"^server, ^err, ^error~, wait~, waiter, watch~, watcher, stream~, streamer, page$, pages$"},
	StandIns: {"stand-ins", "Types and packages that only tests use.",
		"mock~, mocker, fake~, faker, stub~, noop, no op, dummy, spy, spies, test~, tester, " +
			"http/api/client/server/grpc/storage/db/cloud/service/store/core/unit/integration/e2e test~, " +
			"test util/utils/helper/helpers/kit/data/suite/support/server/client/fixture/fixtures/case/cases/env/lib/tools/common/framework/mock/mocks, " +
			"mock/fake/stub client/clients/server/store/storage/service/api/http/db/data, client/server/api/service/store mock~/fake~/stub~"},

	// Credentials.
	Credentials: {"credentials", "Calls and variables that are about who is asking.",
		"auth, auths, authn, authz, oauth, authorize~, authorise~, authorization~, authorizer, authenticate~, authentication, authenticator, unauthorized, unauthorised, unauthenticated, re auth, re authenticate~, re authorize~, " +
			secrets + ", access/auth/bearer/refresh/api/id token~, api key~, nonce~, log~ in/ins, re login, sign~ in, =refresh~, =renew~, =renewal, refresh~/renew~/renewal .. " + renewable + "|, " +
			notCredentials},
	Renews: {"renews", "Calls that do nothing but renew credentials, so that what follows is another request: a verb of renewal and a credential, or a login.",
		"=refresh~, =renew~, =renewal, =refresher, re auth, re authenticate~, re authorize~, re login, re log~ in, ^log in, sign in, " +
			"refresh~/renew~/renewal .. " + renewable + "|, " +
			renewable + " .. refresh~/renew~/renewal/refresher|, " +
			"new/reset~/update~/fetch~/clear~/invalidate~/init/initialize~/initiate~/start~/create~/open~/establish~/reestablish~ + access/auth/bearer/oauth/api? " + secrets + "|, new/fetch/create/update/reset token, " +
			"new/reset/update~/fetch~/get/next/fresh/clear~/invalidate~ access? nonce~|, ^set bearer/access/auth/oauth token|, " +
			notCredentials},
	TellingHeaders: {"telling headers", "Header names with which the same URL is another request.",
		"range~, auth, authn, authz, authorization, authentication, authenticate, authtoken, auth token, key~, api/access/secret/app/subscription/license/auth key~, token~, access/refresh/csrf/xsrf/id/session token~, ^if, cookie~, cookie 2, proxy, " +
			"forward~, forwarded, agent~, host~, host name, cred, creds, credential~"},
	HintHeaders: {"hint headers", "Header names that say when to come back.", "retry after, rate limit~"},
	RetryAfter:  {"retry-after", "The header that says when to come back, in one of its units.", "^retry after"},
	FormHeaders: {"form headers", "Header names that speak of a body's form, or of what was asked, and not of what went wrong.",
		"^content, ^accept~, ^transfer, ^x request, ^x requestid, ^x trace, ^x traceid, ^date$, ^etag$, ^last modified, limit$, rate limit$, remaining$, unit$"},

	// Requests and answers.
	Clones:      {"clones", "Functions that copy a request for another attempt.", "clone~, copy~, dup, duplicate~, rewind~, with context, with new? ctx"},
	Makers:      {"makers", "Functions that make a request.", "^new/make~/build~/create~/prepare~/clone~/get/set .. request~"},
	Connects:    {"connects", "Functions of other packages that connect to a server.", "^dial, ^connect"},
	Setters:     {"setters", "Methods that set a part of a request.", "^set, ^add, ^put, ^with"},
	Derives:     {"derives", "Functions that make a value with something added.", "^with"},
	Sends:       {"sends", "Methods of a request that send it.", "^execute$, ^send$, ^do$, ^get$, ^post$, ^put$, ^patch$, ^delete$, ^head$, ^options$"},
	Decodes:     {"decodes", "Functions that write what they read into their argument.", "decode~, decoder, unmarshal~, unmarshall~, scan%, scan~, scanner, bind~, sscan%, fscan%, read~, reader, parse~, parser, into, fill~, load~, reload~, preload~, download~"},
	Unmarshals:  {"unmarshals", "Functions and methods that decode bytes.", "^unmarshal"},
	Matches:     {"matches", "Functions and methods that look for an expression in a text.", "^match, ^find"},
	Rewinds:     {"rewinds", "Methods of the standard library's readers that put them elsewhere, or fill them again.", "^seek, ^reset, ^write, ^read from, ^unread, ^truncate"},
	Responses:   {"responses", "Types that are answers.", "resp, resps, response~, http/api/raw/base resp"},
	IntStatus:   {"status results", "Results that are the status of an answer.", "^http? status code?$, ^http code$"},
	ClearStatus: {"clear status", "Fields that certainly hold an HTTP status.", "^http? response? status code$, ^http status$, ^http response? code$"},
	StatusGetter: {"status getters", "Methods that return an HTTP status.",
		"^get? http? response? status code$, ^get? http status$, ^get? http response? code$"},
	AnswerStatus: {"answer's status", "Methods that return an HTTP status where they are a response's.", "^get? status$"},
	PlainStatus:  {"plain status", "Fields that hold an HTTP status where they are an error's.", "^status$, ^code$"},
	StatusOnly:   {"status field", "Fields that are called status and nothing else.", "^status$"},
	CodeOnly:     {"code field", "Fields that are called code and nothing else.", "^code$"},
	AsksStatus:   {"asks status", "Fields and methods of a response that begin with its status.", "^status"},
	StatusParams: {"status parameters", "Parameters of a predicate that hold a status.", "status, statuses, status/http/response code~, http status~, ^http? code$, ^stat code$"},
	ErrorCodes:   {"error codes", "Fields and variables that hold an API's code.", "^get? err/error/sub/ret/res/resp/biz/api? code/no/num$"},
	CodeTags:     {"code tags", "Tags of a field that holds an API's code, where a message stands beside it.", "^code$, ^err/error/sub/ret code$, ^err no$"},
	MessageTags:  {"message tags", "Tags of a field that holds an API's message.", "^message$, ^msg$, ^error$, ^err/error msg/message$, ^error description$"},
	Failures: {"failures", "Fields in which APIs tell that something went wrong, or that nothing did.",
		"err~, errno, error~, errored, fault~, fail~, failure~, code, codes, success, successes, successful, successfully, succeed~, status, statuses, message$, messages$, ^msg$, detail~, reason~, problem~, exception~, warn~, warning~, ^ok$, ^is ok$, " +
			"^ret$, ^result$, ^state$, meta, metadata, meta data, diagnosis, diagnostic~, diagnose~, valid, invalid, validity, validate~, validation~, description~, " +
			"err/error msg/message/messages/code/codes/no/description/desc/info/text/detail/details/type/id/string/list, " + failsByCode + " code, http code, status/error/fault/return/result text/string/message/msg, " +
			"is success/successful/error/valid/failed, fault string/code/actor, " + notTheCode},
	Wanted: {"wanted", "Variables that hold the answer that the caller wants.",
		"want~, expect~, expectation~, success, successes, successful, succeed~, accept~, acceptable, valid, validate~, ^ok, ^okay, good, allowed, is ok/valid/good/allowed"},
	ErrorKinds: {"error kinds", "Errors that are made for some statuses only.",
		"server~, internal, unavailable, limit~, limiter, rate limit~, throttle~, throttler, timeout~, time~ out, conflict~, busy, overload~, network~, temporary, transient, service unavailable"},
	GeneralErrors: {"general errors", "Error types that an API makes of all that it refuses.",
		"^api/http/rest/request/response/status/client/service/server/sdk/generic? err/error/fault/exception$, ^err/error/fault response/status/code$, ^status code err/error$, " +
			"^http/api response/status err/error$"},
	StatusLists:    {"status lists", "Variables that list statuses.", retries + ", status, statuses, code~, statuscodes, status codes"},
	OtherProtocols: {"other protocols", "Packages about protocols whose numbers look like HTTP statuses.", "smtp, smtps, smtpd, esmtp, textproto, ftp, ftps, goftp, nntp, imap, sip"},
}
