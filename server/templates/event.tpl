{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{COMMUNITY_PATH}}/events">Events of {{COMMUNITY}}</a></p>
<h1 dir="auto">{{TITLE}}</h1>
{{#CANCELLED}}<p class="notice"><strong>This event is cancelled.</strong></p>{{/CANCELLED}}
<p class="quiet">Announced by {{>BYLINE}}</p>
<dl class="facts">
<dt>Begins</dt><dd><time datetime="{{STARTS}}">{{STARTS_WORDS}}</time></dd>
<dt>Ends</dt><dd><time datetime="{{ENDS}}">{{ENDS_WORDS}}</time></dd>
{{#AT}}<dt>Where</dt><dd>{{PLACE}}</dd>{{/AT}}
{{#ONLINE}}<dt>Online</dt><dd><a href="{{LINK}}" rel="nofollow noopener">{{LINK}}</a></dd>{{/ONLINE}}
<dt>Coming</dt><dd>{{COUNT}}{{#LIMITED}} of at most {{CAPACITY}}{{/LIMITED}}</dd>
</dl>
<div class="words" dir="auto">{{CONTENT:x-sanitised}}</div>
{{#COMING}}<p class="badge good">You are coming</p>{{/COMING}}
{{#ASKED}}<p class="badge">Waiting for the organiser’s answer</p>{{/ASKED}}
{{#FULL}}<p class="badge">There was no place left</p>{{/FULL}}
<div class="row">
{{#MAY_JOIN}}<form method="post" action="{{PATH}}/attend"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="join"><button>I am coming</button></form>{{/MAY_JOIN}}
{{#MAY_LEAVE}}<form method="post" action="{{PATH}}/attend"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="leave"><button class="plain">I cannot come after all</button></form>{{/MAY_LEAVE}}
{{#MAY_CHANGE}}<a href="{{PATH}}/change-event">Change the event</a>{{/MAY_CHANGE}}
{{#MAY_CANCEL}}<form method="post" action="{{PATH}}/cancel"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="second">Cancel the event</button></form>{{/MAY_CANCEL}}
{{#ASK}}<a href="{{COMMUNITY_PATH}}/ask?words={{ASK_WORDS}}&amp;event={{EVENT}}">Ask a question that came up there</a>{{/ASK}}
{{#GUEST}}<a href="/sign-in?return={{PATH}}">Sign in to say that you are coming</a>{{/GUEST}}
</div>
<section id="came-up">
{{#QUESTIONS}}<h2>Questions that came up</h2>
<ul class="cards">
{{#QUESTION}}<li class="card"><h3><a href="{{PATH}}" lang="{{LANG}}" dir="auto">{{TITLE}}</a></h3>
<p class="quiet">{{>BYLINE}}{{#WAITING}} · waiting for the community{{/WAITING}}</p></li>{{/QUESTION}}
</ul>{{/QUESTIONS}}
{{#NOTES}}<h2>Notes</h2>
{{#NOTE}}<section class="card" id="notes-{{ANCHOR}}" lang="{{LANG}}"><div class="words" dir="auto">{{CONTENT:x-sanitised}}</div>
<p class="quiet">{{>BYLINE}}{{#WAITING}} · waiting for the community{{/WAITING}}</p>{{>LINK_OF_NOTES}}{{>FACILITATE}}</section>{{/NOTE}}{{/NOTES}}
{{#CAPTURE}}<details{{#OPEN}} open{{/OPEN}}><summary>Write down what came up</summary>
<form method="post" action="{{PATH}}/capture">
<input type="hidden" name="form_key" value="{{FORM_KEY}}">
<label for="questions">New questions, one on each line</label>
<p class="hint" id="questions-hint">Each goes to the questions of {{COMMUNITY}} with a link to this event; at most 20 at once.</p>
{{#QUESTIONS_PROBLEM}}<p class="problem" id="questions-problem">{{WORDS}}</p>{{/QUESTIONS_PROBLEM}}
<textarea id="questions" name="questions" rows="6" aria-describedby="questions-hint questions-problem"{{#QUESTIONS_PROBLEM}} aria-invalid="true"{{/QUESTIONS_PROBLEM}}>
{{TYPED_QUESTIONS:p}}</textarea>
<label for="notes">Notes</label>
<p class="hint" id="notes-hint">They stand on this page. You can use Markdown, and write them days later.</p>
{{#NOTES_PROBLEM}}<p class="problem" id="notes-problem">{{WORDS}}</p>{{/NOTES_PROBLEM}}
<textarea id="notes" name="notes" rows="8" aria-describedby="notes-hint notes-problem"{{#NOTES_PROBLEM}} aria-invalid="true"{{/NOTES_PROBLEM}}>
{{TYPED_NOTES:p}}</textarea>
<button>Send them</button>
</form></details>{{/CAPTURE}}
</section>
