{{%AUTOESCAPE context="HTML"}}<!doctype html>
<html lang="{{PAGE_LANGUAGE}}" dir="{{PAGE_DIRECTION}}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{#PROBLEM_SUMMARY}}Not taken: {{/PROBLEM_SUMMARY}}{{TITLE}} · {{NODE_NAME}}</title>
<link rel="stylesheet" href="{{STYLE}}">
{{#SCRIPT}}<script src="/assets/passkeys.js" defer></script>{{/SCRIPT}}
{{#WRITING_SCRIPT}}<script src="{{ADDRESS}}" defer></script>{{/WRITING_SCRIPT}}
{{#FEED}}<link rel="alternate" type="{{TYPE}}" title="{{FEED_TITLE}}" href="{{ADDRESS}}">{{/FEED}}
{{#ALTERNATE}}<link rel="alternate" type="application/activity+json" href="{{IRI}}">{{/ALTERNATE}}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<div class="wide">
<a class="home" href="/">{{NODE_NAME}}</a>
<details class="menu"><summary>Menu</summary></details>
<nav aria-label="You">
{{#SIGNED_IN}}<a href="/search"{{#AT_SEARCH}} aria-current="true"{{/AT_SEARCH}}>Search</a>
<a href="/directory"{{#AT_DIRECTORY}} aria-current="true"{{/AT_DIRECTORY}}>Directory</a>
<a href="/subjects"{{#AT_SUBJECTS}} aria-current="true"{{/AT_SUBJECTS}}>Subjects</a>
<a href="/notifications"{{#AT_NEWS}} aria-current="true"{{/AT_NEWS}}>News{{#UNREAD}} <span class="badge">{{COUNT}}<span class="aside"> unread</span></span>{{/UNREAD}}</a>
<a href="/reviews"{{#AT_REVIEWS}} aria-current="true"{{/AT_REVIEWS}}>Reviews</a>
{{#MODERATOR}}<a href="/moderation"{{#AT_REPORTS}} aria-current="true"{{/AT_REPORTS}}>Reports</a>{{/MODERATOR}}
{{#LEAD}}<a href="/safeguarding/cases"{{#AT_SAFEGUARDING}} aria-current="true"{{/AT_SAFEGUARDING}}>Safeguarding</a>{{/LEAD}}
{{#OPERATOR}}<a href="/operator/partners"{{#AT_PARTNERS}} aria-current="true"{{/AT_PARTNERS}}>Partners</a>
<a href="/operator/members"{{#AT_MEMBERS}} aria-current="true"{{/AT_MEMBERS}}>Members</a>
<a href="/operator/health"{{#AT_HEALTH}} aria-current="true"{{/AT_HEALTH}}>Health</a>{{/OPERATOR}}
<span class="who">{{DISPLAY}}</span>
<a href="/settings"{{#AT_SETTINGS}} aria-current="true"{{/AT_SETTINGS}}>Settings</a>
<form method="post" action="/sign-out"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="plain">Sign out</button></form>{{/SIGNED_IN}}
{{#SIGNED_OUT}}<a href="/directory"{{#AT_DIRECTORY}} aria-current="true"{{/AT_DIRECTORY}}>Directory</a>
<a href="/subjects"{{#AT_SUBJECTS}} aria-current="true"{{/AT_SUBJECTS}}>Subjects</a>
<a href="/sign-in">Sign in</a>{{/SIGNED_OUT}}
</nav>
</div>
</header>
<main id="main" class="wide">
{{#READ_ONLY}}<p class="notice warn">Read-only for now: everything can be read, and nothing can be changed.</p>{{/READ_ONLY}}
{{#PROBLEM_SUMMARY}}<div class="problems" id="problems" role="alert" tabindex="-1" autofocus aria-labelledby="problems-heading">
<h2 id="problems-heading">There is a problem</h2>
{{#WHY_NOT}}<p>{{WORDS}}</p>{{/WHY_NOT}}
{{#FIELDS}}<ul>
{{#FIELD}}<li><a href="#{{ID}}">{{WORDS}}</a></li>
{{/FIELD}}</ul>{{/FIELDS}}
</div>{{/PROBLEM_SUMMARY}}
{{>BODY}}
</main>
<footer class="wide"><p>{{NODE_NAME}} runs its own Collegium, together with its partners.</p>
<p class="row"><a href="/about/accessibility">Accessibility</a></p></footer>
</body>
</html>
