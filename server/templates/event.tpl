{{%AUTOESCAPE context="HTML"}}<p class="crumb"><a href="{{COMMUNITY_PATH}}/events">Events of {{COMMUNITY}}</a></p>
<h1>{{TITLE}}</h1>
{{#CANCELLED}}<p class="notice"><strong>This event is cancelled.</strong></p>{{/CANCELLED}}
<p class="quiet">Announced by {{>BYLINE}}</p>
<dl class="facts">
<dt>Begins</dt><dd><time datetime="{{STARTS}}">{{STARTS_WORDS}}</time></dd>
<dt>Ends</dt><dd><time datetime="{{ENDS}}">{{ENDS_WORDS}}</time></dd>
{{#AT}}<dt>Where</dt><dd>{{PLACE}}</dd>{{/AT}}
{{#ONLINE}}<dt>Online</dt><dd><a href="{{LINK}}" rel="nofollow noopener">{{LINK}}</a></dd>{{/ONLINE}}
<dt>Coming</dt><dd>{{COUNT}}{{#LIMITED}} of at most {{CAPACITY}}{{/LIMITED}}</dd>
</dl>
<div class="words">{{CONTENT:x-sanitised}}</div>
{{#COMING}}<p class="badge good">You are coming</p>{{/COMING}}
{{#ASKED}}<p class="badge">Waiting for the organiser’s answer</p>{{/ASKED}}
{{#FULL}}<p class="badge">There was no place left</p>{{/FULL}}
<div class="row">
{{#MAY_JOIN}}<form method="post" action="{{PATH}}/attend"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="join"><button>I am coming</button></form>{{/MAY_JOIN}}
{{#MAY_LEAVE}}<form method="post" action="{{PATH}}/attend"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><input type="hidden" name="decision" value="leave"><button class="plain">I cannot come after all</button></form>{{/MAY_LEAVE}}
{{#MAY_CHANGE}}<a href="{{PATH}}/change-event">Change the event</a>{{/MAY_CHANGE}}
{{#MAY_CANCEL}}<form method="post" action="{{PATH}}/cancel"><input type="hidden" name="form_key" value="{{FORM_KEY}}"><button class="second">Cancel the event</button></form>{{/MAY_CANCEL}}
{{#ASK}}<a href="{{COMMUNITY_PATH}}/ask?words={{ASK_WORDS}}">Ask a question that came up there</a>{{/ASK}}
{{#GUEST}}<a href="/sign-in?return={{PATH}}">Sign in to say that you are coming</a>{{/GUEST}}
</div>
